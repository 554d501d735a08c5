import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { citesCompetencies, citesGoals } from '../../shared/feedback'
import { bodyShapeOf, firstField } from '../../shared/bodies'
import type { Kind } from '../../shared/kinds'
import { ruleOf } from '../../shared/kinds'
import type { Match, Me, Person, TeamMatch } from '../../shared/people'
import type { Refusal } from '../../shared/problem'
import type { KeptDraft } from '../bridge/kept'
import { suggestionsOf, type Suggestions } from '../people/suggestions'
import { later, State, useKeys, useWords } from '../ui'
import { ArtifactCard } from './ArtifactCard'
import { BodyFields } from './BodyFields'
import type { MayCoach } from './coached'
import { named as namedAs, isTitled, reshaped, titleOf, type Work } from './composing'
import { CoreValues } from './CoreValues'
import { useWriting } from './draft'
import { RecipientPicker } from './RecipientPicker'
import { SendFoot } from './SendFoot'
import type { Sent } from './sending'
import { Shapes } from './Shapes'
import { useSend } from './useSend'
import { Whom } from './Whom'

const GoalChoice = later(() => import('../goals/GoalChoice').then((module) => module.GoalChoice))

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
  coached: MayCoach
  /** Coaching: its words as a note instead. */
  onNote: ((draft: KeptDraft) => void) | undefined
  work: Work
  kind: Kind
  recipients: Person[]
  onRecipients: (recipients: Person[]) => void
}

const ActionCard = later(() => import('./ActionCard').then((module) => module.ActionCard))
const Competencies = later(() => import('../expectations/Competencies').then((module) => module.Competencies))
const NoteAbout = later(() => import('./NoteAbout').then((module) => module.NoteAbout))

const noTeams: readonly TeamMatch[] = []
const nobody: Suggestions = { sure: [], maybe: [], unknown: [] }

/** Of those whom the page names, those whom one may coach: whose work it is first. */
const toCoach = ({ sure, maybe }: Suggestions, coached: MayCoach): Suggestions => {
  const may = (all: Suggestions['sure']) => all.filter(({ person }) => coached.by(person.id)).sort((a, b) => Number(b.role === 'assignee') - Number(a.role === 'assignee'))
  return { sure: may(sure), maybe: may(maybe), unknown: [] }
}

/** The composer for one kind: its draft, its fields, its foot. */
export function WritingOf({ work, kind, coached, onNote, recipients, kept, me, matches, teams = noTeams, problem, onRetry, onSent, onRecipients, above, below }: Props) {
  const { t, word } = useWords()
  const writing = useWriting({ work, kind, me, recipients, brought: kept ?? null })
  const { draft, change } = writing
  const foot = useRef<HTMLElement>(null)
  const whole = useRef<HTMLDivElement>(null)
  const fields = useRef(new Map<string, HTMLTextAreaElement>())
  const sending = useSend({ writing, me, work, foot, problem: problem ?? null, focus, onSent })
  useKeys({ 'Ctrl+Enter': (event) => event.isTrusted && !event.repeat && sending.send('key') }, whole)

  const { giver } = ruleOf(kind)
  const named = useMemo(() => (matches ? suggestionsOf(matches, me?.person.id ?? null, work.details.people) : nobody), [matches, me, work])
  const suggestions = useMemo(() => (giver === 'coach' ? toCoach(named, coached) : named), [named, coached])
  const [changing, setChanging] = useState(false)
  const ready = draft !== null
  // The first whom the page surely names, for whoever has chosen nobody: shortcut, a sentence, Ctrl+Enter.
  const preselected = useRef(false)
  useEffect(() => {
    const likely = suggestions.sure[0]?.person
    if (!ready || preselected.current || !likely || giver === 'self') return
    preselected.current = true
    if (draft.recipients.length === 0 && !draft.invite && !draft.toTeam && writing.from === null) writing.suggest([likely])
  }, [ready, suggestions])

  useLayoutEffect(() => { if (ready) focus(firstEmpty()) }, [ready])
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
  const [whom] = draft.recipients
  const one = giver === 'coach' && !changing && whom
  // Whoever else might read it reads no title: only where everybody named is all who see it, nothing is left to guard.
  const bare = giver !== 'anyone'
  return (
    <div class={kind === 'coaching' ? 'composer composer-coaching' : 'composer'} ref={whole}>
      <div class="composer-main">
        {above}
        {artifact && !(giver === 'coach' && isTitled(work)) && (
          <ArtifactCard
            artifact={artifact} title={titleOf(details.title)} state={details.state ?? null} typed={draft.title} onTitle={(title) => edit(namedAs(draft, work, title))}
            guarded={!bare && details.visibility !== 'public'} showTitle={draft.showTitle} onShowTitle={(showTitle) => edit({ showTitle })}
          />
        )}
        {problem && <State is="failed" what={t('compose.need.people')} safe={t('common.draftSafe')} {...(onRetry && { onRetry })} />}
        {one && (
          <Whom
            person={one} by={coached.by(one.id)} role={[...named.sure, ...named.maybe].find(({ person }) => person.id === one.id)?.role ?? null}
            onChange={() => { setChanging(true); requestAnimationFrame(() => focus('who')) }}
          />
        )}
        {giver === 'self' && <NoteAbout draft={draft} coached={coached} suggestions={named} onChange={edit} />}
        {!draft.request && !one && giver !== 'self' && (<RecipientPicker
          draft={draft} suggestions={suggestions} named={work.details.people} teams={teams} me={me?.person.id ?? null} artifact={artifact} domains={me?.organisation.domains ?? []}
          wrong={wrong?.at === 'who' ? wrong.says : null} only={giver === 'coach' ? (id) => coached.by(id) !== null : undefined} onChange={edit} onChosen={() => { setChanging(false); requestAnimationFrame(() => focus(firstEmpty())) }}
        />)}
        <Shapes draft={draft} onChange={(shape) => edit({ body: reshaped(draft, shape, work) })} />
        <BodyFields
          draft={draft} type={artifact?.type} wrong={wrong} onChange={(body) => edit({ body })}
          hold={(field, element) => void (element ? fields.current.set(field, element) : fields.current.delete(field))}
        />
        {me && me.values.length > 0 && ruleOf(kind).maxValues > 0 && <CoreValues values={me.values} chosen={draft.values} max={ruleOf(kind).maxValues} onChange={(values) => edit({ values })} />}
        {citesGoals(kind) && !draft.toTeam && <GoalChoice artifactId={artifact && artifact.site !== 'page' ? work.artifactId : null} person={draft.recipients[0]?.id ?? null} chosen={draft.goals ?? []} onChange={(goals) => edit({ goals })} />}
        {citesCompetencies(kind) && me && <Competencies chosen={draft.competencies ?? []} onChange={(competencies) => edit({ competencies })} />}
        {ruleOf(kind).action && draft.visibility !== 'author' && <ActionCard draft={draft} onChange={(action) => edit({ action })} />}
        {below}
      </div>
      <SendFoot foot={foot} draft={draft} me={me} writing={writing} sending={sending} work={work} onChange={edit} onNote={onNote && (() => { writing.sent(); onNote(draft) })} />
    </div>
  )
}
