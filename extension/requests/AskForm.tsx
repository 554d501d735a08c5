import { useMemo, useRef, useState } from 'preact/hooks'
import type { AudienceSaid } from '../../shared/audience'
import { feedbackEndpoints, leadsBy } from '../../shared/feedback'
import { newId } from '../../shared/ids'
import type { Person, PersonRef } from '../../shared/people'
import { type FeedbackRequest, requestEndpoints, requestRules } from '../../shared/requests'
import { clean } from '../../shared/text'
import { call } from '../bridge/call'
import { AudienceLine } from '../feedback/AudienceLine'
import { titleOf } from '../feedback/composing'
import type { OnTab } from '../feedback/Composer'
import { useTrust } from '../feedback/trust'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { shortName } from '../people/names'
import { PersonPicker } from '../people/PersonPicker'
import { suggestionsOf } from '../people/suggestions'
import { announce, Button, ChipAdd, ChipChosen, Chips, ChipToggle, State, TextArea, Tick, useKeys, useWords } from '../ui'
import { MineCard } from './MineCard'
import { StillOpen, useStillOpen } from './StillOpen'

const nobody = { sure: [], maybe: [] }

/** Asks one to five people: whom, about whose work, what, and who will see the answers. */
export function AskForm({ row, below, work, me, matches, recipients }: OnTab) {
  const { t, word } = useWords()
  const suggestions = useMemo(() => (matches ? suggestionsOf(matches, me?.person.id ?? null, work.details.people) : nobody), [matches, me, work])
  const [asked, setAsked] = useState<readonly Person[]>(recipients.slice(0, requestRules.asked[1]))
  const [subject, setSubject] = useState<PersonRef | null>(null)
  const [told, setTold] = useState(true)
  const [withManager, setWithManager] = useState(false)
  const [written, setQuestions] = useState<readonly string[] | null>(null)
  const [finding, setFinding] = useState(false)
  const [lack, setLack] = useState<{ at: 'who' | 'questions'; says: string } | null>(null)
  const [done, setDone] = useState<FeedbackRequest | null>(null)
  const foot = useRef<HTMLElement>(null)
  const main = useRef<HTMLDivElement>(null)
  const trust = useTrust(foot, done === null)
  const acting = useAct()
  // The same id however often it is tried: it is asked once.
  const id = useRef(newId())
  const usual = subject ? [t('request.question.moreOf', { name: shortName(subject.name ?? '') }), t('request.question.nextOf', { name: shortName(subject.name ?? '') })] : [t('request.question.more'), t('request.question.next')]
  // Those that nobody has touched speak of whomever it is about.
  const questions = written ?? usual
  const reports = useLoad(() => call(feedbackEndpoints.coached, { query: {} }), [])
  const led = (reports.value?.people ?? []).filter((one) => leadsBy(one.by) && !asked.some((other) => other.id === one.id)).slice(0, 8)

  const named = acting.problem?.code === 'request-open' ? String(acting.problem.more.params?.request ?? '') : null
  const before = useStillOpen(work.artifact ? work.artifactId : null, subject?.id ?? me?.person.id ?? '', named)
  const open = asked.map((one) => before.openTo(one.id)).find((one) => one !== null) ?? null
  const isChosen = (person: Person) => asked.some((one) => one.id === person.id)
  const take = (person: Person) => {
    setFinding(false)
    setLack(null)
    if (isChosen(person)) return
    if (asked.length >= requestRules.asked[1]) return announce(t('people.most', { max: requestRules.asked[1] }))
    if (subject?.id === person.id) setSubject(null)
    setAsked([...asked, person])
  }
  const change = (index: number, text: string) => {
    setLack(null)
    setQuestions(questions.map((one, at) => (at === index ? text : one)))
  }

  const send = (byKey: boolean) => {
    const asking = questions.map((one) => clean(one).trim()).filter(Boolean)
    const wrong = asked.length === 0 ? { at: 'who' as const, says: t('request.need.who') } : asking.length === 0 ? { at: 'questions' as const, says: t('request.need.question') } : null
    setLack(wrong)
    if (open) return main.current?.querySelector<HTMLElement>('.still-open a')?.focus()
    if (wrong) {
      announce(wrong.says)
      return main.current?.querySelector<HTMLElement>(wrong.at === 'who' ? '.chip-find' : '.request-question')?.focus()
    }
    if (!byKey && trust.press() !== 'yes') return announce(t('compose.need.again'))
    void acting.run(async () => {
      const { artifact, details } = work
      const made = await call(requestEndpoints.ask, { body: {
        id: id.current, asked: asked.map((one) => one.id), subject: subject?.id ?? null, told, questions: asking, visibility: withManager && !subject ? 'recipients_and_managers' : 'recipients',
        artifact: artifact && { ref: artifact, title: titleOf(details.title), state: details.state?.slice(0, 40) ?? null, visibility: details.visibility ?? 'private', showTitle: false },
      } })
      announce(t('request.asked', { names: asked.map((one) => shortName(one.name)) }))
      setDone(made)
    })
  }
  useKeys({ 'Ctrl+Enter': (event) => event.isTrusted && !event.repeat && !done && send(true) }, foot)

  if (done) {
    return (
      <div class="composer">
        <div class="composer-main">{row}<MineCard request={done} onChange={setDone} withoutWork />{below}</div>
        <footer class="composer-foot panel-after"><Button onClick={() => { id.current = newId(); setAsked([]); setDone(null) }}>{t('request.another')}</Button></footer>
      </div>
    )
  }
  const manager = me?.person.manager ?? null
  const near = [...suggestions.sure, ...suggestions.maybe].map((one) => one.person)
  const said = me && saidFor(me.person, asked, subject, told, withManager)
  return (
    <div class="composer">
      <div class="composer-main" ref={main}>
        {row}
        <div class="composer-group">
          <p class="label" aria-hidden="true">{t('request.who')}</p>
          <Chips label={t('request.who')}>
            {asked.map((person) => <ChipChosen key={person.id} person={person.name} name={person.name} onRemove={() => setAsked(asked.filter((one) => one !== person))}><bdi>{person.name}</bdi></ChipChosen>)}
            {suggestions.sure.filter(({ person }) => !isChosen(person) && person.id !== subject?.id).slice(0, 5).map(({ person, role }) => (
              <ChipToggle key={person.id} person={person.name} role={t('people.role', { role })} chosen={false} onToggle={() => take(person)}><bdi>{person.name}</bdi></ChipToggle>
            ))}
            {!finding && <ChipAdd class="chip chip-button chip-add chip-find" onClick={() => setFinding(true)}>{t(near.length === 0 && asked.length === 0 ? 'people.find' : 'compose.someoneElse')}</ChipAdd>}
          </Chips>
          {finding && <PersonPicker label={t('people.find')} quiet near={near} out={[me?.person.id ?? '', subject?.id ?? '', ...asked.map((one) => one.id)]} onPick={take} onLeave={() => setFinding(false)} />}
          {open && <div class="still-open"><StillOpen open={open} onWithdrawn={() => { acting.clear(); before.again() }} onOther={() => { acting.clear(); setAsked(asked.filter((one) => one.id !== open.person.id)); setFinding(true) }} /></div>}
          {lack?.at === 'who' && <p class="field-error">{lack.says}</p>}
        </div>
        {led.length > 0 && (
          <div class="composer-group">
            <p class="label" aria-hidden="true">{t('request.about')}</p>
            <Chips label={t('request.about')}>
              <ChipToggle chosen={subject === null} onToggle={() => setSubject(null)}>{t('request.aboutMe')}</ChipToggle>
              {led.map((one) => <ChipToggle key={one.id} person={one.name ?? ''} chosen={subject?.id === one.id} onToggle={(on) => setSubject(on ? one : null)}><bdi>{one.name}</bdi></ChipToggle>)}
            </Chips>
            {subject && <Tick checked={told} onChange={setTold} hint={t(told ? 'request.told' : 'request.notTold', { name: shortName(subject.name ?? '') })}>{t('request.tell', { name: shortName(subject.name ?? '') })}</Tick>}
          </div>
        )}
        <div class="composer-fields" role="group" aria-label={t('request.questions')}>
          {questions.map((question, index) => (
            <TextArea key={index} class="request-question" label={t('request.question', { number: index + 1 })} maxLength={300} value={question} onInput={(text) => change(index, text.replace(/\n/g, ' '))} error={index === 0 && lack?.at === 'questions' ? lack.says : undefined} />
          ))}
          {questions.length < requestRules.questions[1] && <div><Button look="quiet" class="pull-start" onClick={() => setQuestions([...questions, ''])}>{t('request.addQuestion')}</Button></div>}
        </div>
        {!subject && manager && <Tick checked={withManager} onChange={setWithManager}>{t('request.withManager', { name: shortName(manager.name) })}</Tick>}
        {below}
      </div>
      <footer class="composer-foot" ref={foot}>
        {acting.problem && !(open && named) && <State is="failed" what={word(problemWord(acting.problem))} onRetry={() => send(true)} />}
        <div class="send-row">
          {said && me && asked.length > 0 ? <AudienceLine said={said} viewer={me.person.id} first={asked.length > 1 ? t('request.seenEach') : t('request.seen')} /> : <div class="audience"><p class="soft">{t('request.seenPending')}</p></div>}
          <Button look="ink" keys="Ctrl+Enter" aria-busy={acting.busy} onClick={(event) => event.isTrusted && send(event.detail === 0)}>{t('request.send')}</Button>
        </div>
      </footer>
    </div>
  )
}

/** Who will see the answers, by name. */
function saidFor(me: Person, asked: readonly Person[], subject: PersonRef | null, told: boolean, withManager: boolean): AudienceSaid {
  const manager = withManager && !subject && me.manager && !asked.some((one) => one.id === me.manager!.id) ? [{ ...me.manager, of: me.name }] : []
  const people = [...asked, ...(subject && told ? [{ id: subject.id, name: subject.name ?? '' }] : []), ...manager, me].map(({ id, name }) => ({ id, name }))
  return { visibility: withManager && !subject ? 'recipients_and_managers' : 'recipients', people, team: null, organisation: null, managers: manager, withoutManager: [], narrowedBy: [] }
}
