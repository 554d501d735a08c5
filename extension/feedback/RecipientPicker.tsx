import { useRef, useState } from 'preact/hooks'
import type { ArtifactRef } from '../../shared/artifacts'
import { ruleOf } from '../../shared/kinds'
import { newId } from '../../shared/ids'
import { peopleEndpoints, type Person } from '../../shared/people'
import { call } from '../bridge/call'
import type { KeptDraft } from '../bridge/messages'
import { handleText } from '../people/names'
import { PersonPicker } from '../people/PersonPicker'
import type { Suggestion, Suggestions } from '../people/suggestions'
import { takeFocus } from '../people/takeFocus'
import { WhoIs } from '../people/WhoIs'
import { Button, ChipAdd, ChipChosen, Chips, ChipToggle, HelpIcon, UserIcon, announce, useWords } from '../ui'
import { useLayer } from './layers'

interface Props {
  draft: KeptDraft
  suggestions: Suggestions
  /** The reader: never offered. */
  me: string | null
  artifact: ArtifactRef | null
  /** Domains of invitations. */
  domains: readonly string[]
  wrong: string | null
  onChange: (part: Partial<Pick<KeptDraft, 'recipients' | 'invite'>>) => void
  /** Somebody was chosen: the focus goes on. */
  onChosen: () => void
}

type Open = { is: 'find' } | { is: 'whoIs'; handle: string } | { is: 'isThis'; suggestion: Suggestion } | null

/** How many stand there before "more". */
const few = 5

/** Who it is for: whom the page suggests, whom one finds. Nobody is chosen without their name on the screen. */
export function RecipientPicker({ draft, suggestions, me, artifact, domains, wrong, onChange, onChosen }: Props) {
  const { t } = useWords()
  const rule = ruleOf(draft.kind)
  const [open, setOpen] = useState<Open>(null)
  const [all, setAll] = useState(false)
  const [skipped, setSkipped] = useState<readonly string[]>([])
  const row = useRef<HTMLDivElement>(null)
  const close = () => {
    setOpen(null)
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>('.chip-find')?.focus())
  }
  useLayer(open !== null, close)

  const { recipients, invite } = draft
  const isChosen = (person: Person) => recipients.some((one) => one.id === person.id)
  // What waits for somebody invited is for them alone: choosing one lets go of the others.
  const take = (person: Person) => {
    setOpen(null)
    if (isChosen(person)) return onChosen()
    const full = recipients.length >= rule.recipients[1]
    if (full && rule.recipients[1] > 1) return announce(t('people.most', { max: rule.recipients[1] }))
    onChange({ recipients: full ? [person] : [...recipients, person], invite: null })
    onChosen()
  }
  // Said once, not asked again: a proposal, which works for its proposer alone. Best effort, since the recognition does not need it.
  const remember = ({ handle, person }: Suggestion) => {
    if (artifact) void call(peopleEndpoints.proposeHandle, { body: { id: newId(), site: artifact.site, instance: artifact.instance, handle, person: person.id } }).catch(() => undefined)
  }
  const drop = (person: Person) => {
    onChange({ recipients: recipients.filter((one) => one.id !== person.id) })
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>('.chip-find')?.focus())
  }

  const { sure, maybe } = suggestions
  const unknown = suggestions.unknown.filter(({ handle }) => !skipped.includes(handle))
  const known = new Map([...sure, ...maybe].map((one) => [one.person.id, one]))
  const others = recipients.filter((person) => !sure.some((one) => one.person.id === person.id))
  const role = (person: Person) => {
    const suggested = known.get(person.id)
    return [suggested && t('people.role', { role: suggested.role }), person.status === 'away' && t('people.away')].filter(Boolean).join(', ')
  }
  const chosenChip = (person: Person) => <ChipChosen key={person.id} person={person.name} role={role(person)} name={person.name} onRemove={() => drop(person)}><bdi>{person.name}</bdi></ChipChosen>
  const offered = [
    ...sure.filter(({ person }) => !isChosen(person)).map(({ person }) => (
      <ChipToggle key={person.id} person={person.name} role={role(person)} chosen={false} onToggle={() => take(person)}><bdi>{person.name}</bdi></ChipToggle>
    )),
    ...maybe.filter(({ person }) => !isChosen(person)).map((suggestion) => (
      <ChipAdd key={suggestion.person.id} icon={<HelpIcon size={14} />} onClick={() => setOpen({ is: 'isThis', suggestion })}>{t('people.isThis', { name: suggestion.person.name })}</ChipAdd>
    )),
    ...(artifact ? unknown : []).map(({ handle }) => (
      <ChipAdd key={`@${handle}`} icon={<HelpIcon size={14} />} onClick={() => setOpen({ is: 'whoIs', handle })}>{t('people.whoIs', { handle: handleText(handle) })}</ChipAdd>
    )),
  ]
  const shown = all || offered.length <= few + 1 ? offered : offered.slice(0, few)
  const near = [...sure, ...maybe].map((one) => one.person)
  const out = [me, ...recipients.map((one) => one.id)].filter((one): one is string => one !== null)

  return (
    <div class="composer-group" ref={row}>
      <p class="label" aria-hidden="true">{t('compose.who')}</p>
      <Chips label={t('compose.who')}>
        {sure.filter(({ person }) => isChosen(person)).map(({ person }) => chosenChip(person))}
        {others.map(chosenChip)}
        {invite && <ChipChosen person={invite.name} role={t('people.invited')} name={invite.name} onRemove={() => onChange({ invite: null })}><bdi>{invite.name}</bdi></ChipChosen>}
        {shown}
        {shown.length < offered.length && <ChipAdd onClick={() => setAll(true)}>{t('compose.moreSuggestions', { count: offered.length - shown.length })}</ChipAdd>}
        {open?.is !== 'find' && <ChipAdd class="chip chip-button chip-add chip-find" icon={near.length + recipients.length === 0 ? <UserIcon size={14} /> : undefined} onClick={() => setOpen({ is: 'find' })}>{t(near.length + recipients.length === 0 ? 'people.find' : 'compose.someoneElse')}</ChipAdd>}
      </Chips>
      {open?.is === 'find' && <PersonPicker label={t('people.find')} quiet near={near} out={out} onPick={take} onLeave={() => setOpen(null)} />}
      {open?.is === 'isThis' && (
        <div class="inset stack" role="group" aria-label={t('people.isThis', { name: open.suggestion.person.name })}>
          <p class="small">{t('people.isThis.long', { handle: handleText(open.suggestion.handle), name: open.suggestion.person.name })}{open.suggestion.person.title && <span class="soft"> {open.suggestion.person.title}</span>}</p>
          <div class="line line-wrap">
            <Button look="ink" innerRef={takeFocus} onClick={() => { remember(open.suggestion); take(open.suggestion.person) }}>{t('people.yes', { name: open.suggestion.person.name })}</Button>
            <Button look="quiet" onClick={() => setOpen(artifact ? { is: 'whoIs', handle: open.suggestion.handle } : { is: 'find' })}>{t('people.other')}</Button>
          </div>
        </div>
      )}
      {open?.is === 'whoIs' && artifact && (
        <WhoIs
          key={open.handle} handle={open.handle} artifact={artifact} near={near} out={out} domains={rule.invites ? domains : []}
          onPerson={(person) => { setSkipped([...skipped, open.handle]); take(person) }}
          onInvite={(somebody) => { setSkipped([...skipped, open.handle]); setOpen(null); onChange({ recipients: [], invite: somebody }); onChosen() }}
          onSkip={() => { setSkipped([...skipped, open.handle]); close() }}
        />
      )}
      {wrong && <p class="field-error">{wrong}</p>}
    </div>
  )
}
