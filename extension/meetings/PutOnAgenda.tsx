import { useEffect, useMemo, useState } from 'preact/hooks'
import { newId } from '../../shared/ids'
import { meetingEndpoints, type MeetingListed } from '../../shared/meetings'
import type { Person } from '../../shared/people'
import type { Citation } from '../../shared/feedback'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { PersonPicker } from '../people/PersonPicker'
import { announce, Button, ChipAdd, Chips, ChipToggle, Dialog, State, TextArea, Tick, UsersIcon, useWords } from '../ui'

interface Choice { kind: 'person' | 'team'; id: string; name: string }
interface Props {
  open: boolean
  onClose: () => void
  /** The work that it hangs on. */
  artifact: Citation | null
  /** People of the page, those first whom one would talk to. */
  near: readonly Person[]
  viewer: string
}

/** At most this many are offered before "Somebody else". */
const most = 6

/** Puts the work in front on an agenda: with whom, what about it, for both or for oneself. */
export function PutOnAgenda(props: Props) {
  const { t } = useWords()
  return <Dialog open={props.open} onClose={props.onClose} title={t('meetings.put')}>{props.open && <Putting {...props} />}</Dialog>
}

function Putting({ artifact, near, viewer, onClose }: Props) {
  const { t, rich, word } = useWords()
  const meetings = useLoad(() => call(meetingEndpoints.mine, {}))
  const [others, setOthers] = useState<Choice[]>([])
  const [picking, setPicking] = useState(false)
  const [chosen, setChosen] = useState<Choice | null>(null)
  const [text, setText] = useState('')
  const [hidden, setHidden] = useState(false)
  const [missing, setMissing] = useState(false)
  const [stands, setStands] = useState(false)
  const acting = useAct()
  const id = useMemo(() => newId(), [])
  const choices = choicesOf(others, meetings.value?.items ?? [], near, viewer)
  // Whom one meets and who is on the page is most likely meant.
  const first = choices.find((one) => near.some((person) => person.id === one.id)) ?? null
  useEffect(() => { if (!chosen && first && meetings.value) setChosen(first) }, [first?.id, meetings.value])
  const put = () => {
    if (!chosen) {
      setMissing(true)
      return announce(t('meetings.put.missing'))
    }
    void acting.run(async () => {
      await call(meetingEndpoints.addPoint, { params: { kind: chosen.kind, id: chosen.id }, body: { id, text: text.trim(), private: hidden, section: 'talk', artifact } })
      setStands(true)
      announce(t('meetings.put.done', { name: chosen.name }))
    })
  }
  const undo = () => acting.run(async () => {
    await call(meetingEndpoints.removePoint, { params: { kind: chosen!.kind, id: chosen!.id, point: id } })
    onClose()
  })
  if (stands) return <div class="put-done"><p role="status">{rich('meetings.put.done', { name: chosen!.name })}</p><div class="line"><Button look="quiet" onClick={() => void undo()}>{t('common.undo')}</Button><Button onClick={onClose}>{t('common.close')}</Button></div></div>
  return (
    <form class="put" onSubmit={(event) => { event.preventDefault(); put() }} onKeyDown={(event) => void (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && put())}>
      <div class="composer-group">
        <p class="label">{t('meetings.put.who')}</p>
        {picking
          ? <PersonPicker label={t('meetings.put.who')} quiet out={[viewer]} onLeave={() => setPicking(false)} onPick={({ id: who, name }) => { const one: Choice = { kind: 'person', id: who, name }; setOthers([one, ...others]); setChosen(one); setPicking(false) }} />
          : (
            <Chips label={t('meetings.put.who')}>
              {choices.map((one) => <ChipToggle key={one.id} chosen={chosen?.id === one.id} onToggle={() => setChosen(one)} {...(one.kind === 'person' ? { person: one.name } : { icon: <UsersIcon size={14} /> })}>{one.name}</ChipToggle>)}
              <ChipAdd onClick={() => setPicking(true)}>{t('meetings.put.other')}</ChipAdd>
            </Chips>
          )}
        {missing && !chosen && <p class="field-error">{t('meetings.put.missing')}</p>}
      </div>
      <TextArea label={t('meetings.put.words')} optional maxLength={1_000} value={text} onInput={setText} />
      <Tick checked={hidden} onChange={setHidden}>{t('meetings.private')}</Tick>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      <div class="line"><Button look="ink" type="submit" keys="Ctrl+Enter">{t('meetings.put.do')}</Button></div>
    </form>
  )
}

/** Those picked by hand, those on the page, those whom one meets; each once. */
function choicesOf(others: readonly Choice[], meetings: readonly MeetingListed[], near: readonly Person[], viewer: string): Choice[] {
  const met = meetings.flatMap(({ person, team }): Choice[] => (team ? [{ kind: 'team', ...team }] : person?.name ? [{ kind: 'person', id: person.id, name: person.name }] : []))
  const here = near.map(({ id, name }): Choice => ({ kind: 'person', id, name })).toSorted((a, b) => Number(met.some((one) => one.id === b.id)) - Number(met.some((one) => one.id === a.id)))
  const all = [...others, ...here, ...met].filter((one) => one.id !== viewer)
  return all.filter((one, index) => all.findIndex((other) => other.id === one.id) === index).slice(0, most)
}
