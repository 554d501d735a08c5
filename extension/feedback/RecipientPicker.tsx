import { useEffect, useRef, useState } from 'preact/hooks'
import type { ArtifactRef, PageHuman } from '../../shared/artifacts'
import { ruleOf } from '../../shared/kinds'
import { newId } from '../../shared/ids'
import { peopleEndpoints, type Person, type TeamMatch } from '../../shared/people'
import { call } from '../bridge/call'
import type { KeptDraft } from '../bridge/kept'
import { PersonPicker } from '../people/PersonPicker'
import { calledOn, isKept, type Suggestion, type Suggestions, type Unknown } from '../people/suggestions'
import { takeFocus } from '../people/takeFocus'
import { afterRender, Button, ChipAdd, ChipChosen, Chips, ChipToggle, HelpIcon, later, UserIcon, UsersIcon, announce, useWords } from '../ui'
import { useLayer } from './layers'
import { useTeamChoice } from './teamChoice'

interface Props {
  draft: KeptDraft
  suggestions: Suggestions
  /** How the page names its people. */
  named: readonly PageHuman[]
  /** Teams that the page names. */
  teams: readonly TeamMatch[]
  /** The reader: never offered. */
  me: string | null
  artifact: ArtifactRef | null
  /** Domains of invitations. */
  domains: readonly string[]
  wrong: string | null
  /** Others may not be chosen. */
  only?: ((id: string) => boolean) | undefined
  onChange: (part: Partial<Pick<KeptDraft, 'recipients' | 'invite' | 'toTeam' | 'visibility'>>) => void
  /** Somebody was chosen: the focus goes on. */
  onChosen: () => void
}

const WhoIs = later(() => import('../people/WhoIs').then((module) => module.WhoIs))

type Open = { is: 'find' } | { is: 'whoIs'; who: Unknown } | { is: 'isThis'; suggestion: Suggestion } | null

/** How many stand there before "more". */
const few = 5

/** Who it is for: whom the page suggests, whom one finds. Nobody is chosen without their name on the screen. */
export function RecipientPicker({ draft, suggestions, named, teams, me, artifact, domains, wrong, only, onChange, onChosen }: Props) {
  const { t, word } = useWords()
  const choosing = useTeamChoice(draft, onChange, onChosen)
  const rule = ruleOf(draft.kind)
  const [open, setOpen] = useState<Open>(null)
  const [all, setAll] = useState(false)
  const [skipped, setSkipped] = useState<readonly string[]>([])
  const row = useRef<HTMLDivElement>(null)
  const close = () => {
    setOpen(null)
    afterRender(() => row.current?.querySelector<HTMLElement>('.chip-find')?.focus())
  }
  useLayer(open !== null, close)

  const { recipients, invite, toTeam } = draft
  const nameOn = (handle: string) => ({ handle, name: named.find((one) => one.handle === handle)?.name ?? null })
  const called = (handle: string) => calledOn(artifact?.site ?? 'page', nameOn(handle))
  const isChosen = (person: Person) => recipients.some((one) => one.id === person.id)
  // What waits for somebody invited is for them alone: choosing one lets go of the others.
  const take = (person: Person) => {
    setOpen(null)
    choosing.clear()
    if (isChosen(person)) return onChosen()
    const full = recipients.length >= rule.recipients[1]
    if (full && rule.recipients[1] > 1) return announce(t('people.most', { max: rule.recipients[1] }))
    onChange({ recipients: full ? [person] : [...recipients, person], invite: null, toTeam: null })
    onChosen()
  }
  // Said once, not asked again: a proposal, which works for its proposer alone. Best effort, since the recognition does not need it.
  const remember = ({ handle, person }: Suggestion) => {
    if (artifact && isKept(artifact.site, nameOn(handle))) void call(peopleEndpoints.proposeHandle, { body: { id: newId(), site: artifact.site, instance: artifact.instance, handle, person: person.id } }).catch(() => undefined)
  }
  const drop = (person: Person) => {
    onChange({ recipients: recipients.filter((one) => one.id !== person.id) })
    afterRender(() => row.current?.querySelector<HTMLElement>('.chip-find')?.focus())
  }

  const { sure, maybe } = suggestions
  const unknown = suggestions.unknown.filter(({ handle }) => !skipped.includes(handle))
  const asks = artifact !== null && unknown.length > 0
  useEffect(() => { if (asks) WhoIs.ahead() }, [asks])
  const known = new Map([...sure, ...maybe].map((one) => [one.person.id, one]))
  const others = recipients.filter((person) => !sure.some((one) => one.person.id === person.id))
  const role = (person: Person) => {
    const suggested = known.get(person.id)
    return [suggested && t('people.role', { role: suggested.role }), person.status === 'away' && t('people.away')].filter(Boolean).join(', ')
  }
  const chosenChip = (person: Person) => <ChipChosen key={person.id} person={person.name} role={role(person)} name={person.name} onRemove={() => drop(person)}><bdi>{person.name}</bdi></ChipChosen>
  const takeTeam = (team: TeamMatch['team']) => {
    setOpen(null)
    choosing.take(team.id)
  }
  const nobody = recipients.length === 0 && !invite && !toTeam
  const offered = [
    ...sure.filter(({ person }) => !isChosen(person)).map(({ person }) => (
      <ChipToggle key={person.id} person={person.name} role={role(person)} chosen={false} onToggle={() => take(person)}><bdi>{person.name}</bdi></ChipToggle>
    )),
    ...(choosing.can ? teams : []).filter(({ team }) => team.id !== toTeam?.id).map(({ team }) => (
      <ChipToggle key={team.id} icon={<UsersIcon size={14} />} role={t('people.teamOf', { count: team.size })} chosen={false} onToggle={() => takeTeam(team)}><bdi>{team.name}</bdi></ChipToggle>
    )),
    ...maybe.filter(({ person }) => !isChosen(person)).map((suggestion) => (
      <ChipAdd key={suggestion.person.id} icon={<HelpIcon size={14} />} onClick={() => setOpen({ is: 'isThis', suggestion })}>{t('people.isThis', { name: suggestion.person.name })}</ChipAdd>
    )),
    ...(artifact ? unknown : []).map((who) => (
      <ChipAdd key={`@${who.handle}`} icon={<HelpIcon size={14} />} onClick={() => setOpen({ is: 'whoIs', who })}>{t('people.whoIs', { handle: called(who.handle) })}</ChipAdd>
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
        {toTeam && (
          <ChipChosen icon={<UsersIcon size={14} />} role={t('people.teamOf', { count: toTeam.size })} name={toTeam.name} onRemove={() => { onChange({ toTeam: null }); afterRender(() => row.current?.querySelector<HTMLElement>('.chip-find')?.focus()) }}><bdi>{toTeam.name}</bdi></ChipChosen>
        )}
        {invite && <ChipChosen person={invite.name} role={t('people.invited')} name={invite.name} onRemove={() => onChange({ invite: null })}><bdi>{invite.name}</bdi></ChipChosen>}
        {shown}
        {shown.length < offered.length && <ChipAdd onClick={() => setAll(true)}>{t('compose.moreSuggestions', { count: offered.length - shown.length })}</ChipAdd>}
        {open?.is !== 'find' && <ChipAdd class="chip chip-button chip-add chip-find" icon={near.length === 0 && nobody ? <UserIcon size={14} /> : undefined} onClick={() => setOpen({ is: 'find' })}>{t(near.length === 0 && nobody ? 'people.find' : 'compose.someoneElse')}</ChipAdd>}
      </Chips>
      {open?.is === 'find' && <PersonPicker label={t('people.find')} quiet near={near} out={out} only={only} onPick={take} onTeam={choosing.can ? takeTeam : undefined} onLeave={() => setOpen(null)} />}
      {open?.is === 'isThis' && (
        <div class="inset stack" role="group" aria-label={t('people.isThis', { name: open.suggestion.person.name })}>
          <p class="small">{t('people.isThis.long', { handle: called(open.suggestion.handle), name: open.suggestion.person.name })}{open.suggestion.person.title && <span class="soft"> {open.suggestion.person.title}</span>}</p>
          <div class="line line-wrap">
            <Button look="ink" innerRef={takeFocus} onClick={() => { remember(open.suggestion); take(open.suggestion.person) }}>{t('people.yes', { name: open.suggestion.person.name })}</Button>
            <Button look="quiet" onClick={() => setOpen(artifact ? { is: 'whoIs', who: { ...open.suggestion, ...nameOn(open.suggestion.handle) } } : { is: 'find' })}>{t('people.other')}</Button>
          </div>
        </div>
      )}
      {open?.is === 'whoIs' && artifact && (
        <WhoIs
          key={open.who.handle} handle={open.who.handle} called={called(open.who.handle)} kept={isKept(artifact.site, open.who)} artifact={artifact} near={near} out={out} domains={rule.invites ? domains : []}
          onPerson={(person) => { setSkipped([...skipped, open.who.handle]); take(person) }}
          onInvite={(somebody) => { setSkipped([...skipped, open.who.handle]); setOpen(null); onChange({ recipients: [], invite: somebody, toTeam: null }); onChosen() }}
          onSkip={() => { setSkipped([...skipped, open.who.handle]); close() }}
        />
      )}
      {choosing.wrong && <p class="field-error">{word(choosing.wrong)}</p>}
      {wrong && <p class="field-error">{wrong}</p>}
    </div>
  )
}
