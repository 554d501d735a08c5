import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { bodyShapeOf, firstField } from '../../shared/feedback'
import type { Kind } from '../../shared/kinds'
import { ruleOf } from '../../shared/kinds'
import type { Match, Me, Person, TeamMatch } from '../../shared/people'
import type { Refusal } from '../../shared/problem'
import type { KeptDraft } from '../bridge/messages'
import { suggestionsOf, type Suggestions } from '../people/suggestions'
import { State, useKeys, useWords } from '../ui'
import { ArtifactCard } from './ArtifactCard'
import { BodyFields } from './BodyFields'
import { named, titleOf, type Work } from './composing'
import { CoreValues } from './CoreValues'
import { useWriting } from './draft'
import { RecipientPicker } from './RecipientPicker'
import { SendFoot } from './SendFoot'
import type { Sent } from './sending'
import { useSend } from './useSend'

/** What a composer takes, of whatever kind. */
export interface ComposerProps {
  /** What it is said on; without it, on nothing. */
  work?: Work
  /** Null while it is loaded: one can write already. */
  me: Me | null
  /** Whom the page names, as the server found them; null while it is asked. */
  matches?: readonly Match[] | null
  /** Teams that the page names, as the server found them. */
  teams?: readonly TeamMatch[] | undefined
  /** What could not be loaded: sending waits for it. */
  problem?: Refusal | null
  onRetry?: () => void
  /** Chosen before anything was written (from a person's page). */
  recipients?: Person[]
  /** What Undo or Edit brought back; give the composer its id as key. */
  kept?: KeptDraft | null
  onSent: (sent: Sent) => void
  /** Stand in the scrolling part, before and after the fields. */
  above?: ComponentChildren
  below?: ComponentChildren
}

interface Props extends Omit<ComposerProps, 'work' | 'recipients'> {
  work: Work
  kind: Kind
  recipients: Person[]
  onRecipients: (recipients: Person[]) => void
}

const noTeams: readonly TeamMatch[] = []
const nobody: Suggestions = { sure: [], maybe: [], unknown: [] }

/** The composer for one kind: its draft, its fields, its foot. */
export function WritingOf({ work, kind, recipients, kept, me, matches, teams = noTeams, problem, onRetry, onSent, onRecipients, above, below }: Props) {
  const { t, word } = useWords()
  const writing = useWriting({ work, kind, me, recipients, brought: kept ?? null })
  const { draft, change } = writing
  const foot = useRef<HTMLElement>(null)
  const whole = useRef<HTMLDivElement>(null)
  const fields = useRef(new Map<string, HTMLTextAreaElement>())
  const sending = useSend({ writing, me, work, foot, problem: problem ?? null, focus, onSent })
  useKeys({ 'Ctrl+Enter': (event) => event.isTrusted && !event.repeat && sending.send('key') })

  const suggestions = useMemo(() => (matches ? suggestionsOf(matches, me?.person.id ?? null, work.details.people) : nobody), [matches, me, work])
  const ready = draft !== null
  // The first whom the page surely names, for whoever has chosen nobody: shortcut, a sentence, Ctrl+Enter.
  const preselected = useRef(false)
  useEffect(() => {
    const likely = suggestions.sure[0]?.person
    if (!ready || preselected.current || !likely) return
    preselected.current = true
    if (draft.recipients.length === 0 && !draft.invite && !draft.toTeam && writing.from === null) writing.suggest([likely])
  }, [ready, suggestions])

  useEffect(() => { if (ready) focus(firstEmpty()) }, [ready])
  // What the network kept away is asked for again when it is back: nobody should have to press for it.
  useEffect(() => {
    if (!problem || !onRetry) return
    addEventListener('online', onRetry)
    return () => removeEventListener('online', onRetry)
  }, [problem, onRetry])

  function firstEmpty(): string {
    const body = draft?.body
    if (!body) return 'text'
    return Object.entries(body).find(([field, text]) => field !== 'situation' && text.trim() === '')?.[0] ?? firstField(bodyShapeOf(body))
  }

  /** Moves the focus to what is meant: a field of the body, `who`, `audience`. */
  function focus(at: string): void {
    const element = fields.current.get(at) ?? whole.current?.querySelector<HTMLElement>(at === 'who' ? '.chip-find' : '.audience-change')
    element?.focus()
    // With what is wrong with it, which is drawn below it by then.
    requestAnimationFrame(() => (element?.closest('.labelled') ?? element)?.scrollIntoView({ block: 'nearest' }))
  }

  if (!draft) return <div class="composer" ref={whole}><div class="composer-main">{above}</div></div>
  const { artifact, details } = work
  const { lack } = sending
  const edit = (part: Parameters<typeof change>[0]) => {
    sending.clear()
    if (part.recipients) onRecipients(part.recipients)
    change(part)
  }
  const wrong = lack && { at: lack.at, says: word(lack.says) }
  return (
    <div class="composer" ref={whole}>
      <div class="composer-main">
        {above}
        {artifact && (
          <ArtifactCard
            artifact={artifact} title={titleOf(details.title)} state={details.state ?? null} typed={draft.title} onTitle={(title) => edit(named(draft, work, title))}
            guarded={details.visibility !== 'public'} showTitle={draft.showTitle} onShowTitle={(showTitle) => edit({ showTitle })}
          />
        )}
        {problem && <State is="failed" what={t('compose.need.people')} safe={t('common.draftSafe')} {...(onRetry && { onRetry })} />}
        {!draft.request && (<RecipientPicker
          draft={draft} suggestions={suggestions} named={work.details.people} teams={teams} me={me?.person.id ?? null} artifact={artifact} domains={me?.organisation.domains ?? []}
          wrong={wrong?.at === 'who' ? wrong.says : null} onChange={edit} onChosen={() => requestAnimationFrame(() => focus(firstEmpty()))}
        />)}
        <BodyFields
          draft={draft} type={artifact?.type} wrong={wrong} onChange={(body) => edit({ body })}
          hold={(field, element) => void (element ? fields.current.set(field, element) : fields.current.delete(field))}
        />
        {me && me.values.length > 0 && ruleOf(kind).maxValues > 0 && <CoreValues values={me.values} chosen={draft.values} max={ruleOf(kind).maxValues} onChange={(values) => edit({ values })} />}
        {below}
      </div>
      <SendFoot foot={foot} draft={draft} me={me} writing={writing} sending={sending} work={work} onChange={edit} />
    </div>
  )
}
