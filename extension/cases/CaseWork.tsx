import { useState } from 'preact/hooks'
import { type Case, caseEndpoints, type CaseFile } from '../../shared/cases'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Dialog, State, TextArea, useWords } from '../ui'
import { EntryForm } from './EntryForm'
import { nameIn } from './names'

/** Running one case: gather, decide entry by entry, answer. */
export function CaseWork({ about, onChange }: { about: Case; onChange: (changed: Case) => void }) {
  const words = useWords()
  const { t, word } = words
  const params = { id: about.id }
  const file = useLoad(() => call(caseEndpoints.file, { params }), [about.id])
  const [letter, setLetter] = useState('')
  const [erasing, setErasing] = useState(false)
  const acting = useAct()
  const keep = (changed: CaseFile) => {
    file.set(changed)
    onChange(changed)
  }
  const act = (work: () => Promise<CaseFile>) => acting.run(async () => keep(await work()))
  const answer = () => acting.run(async () => {
    onChange(await call(caseEndpoints.answer, { params, body: { letter } }))
    announce(t('case.state.answered'))
  })
  const name = nameIn(about.person, words)
  if (file.problem) return <State is="failed" what={word(problemWord(file.problem))} onRetry={file.again} />
  if (!file.value) return <State is="loading" rows={3} />
  const { state, entries, kind, more } = file.value
  return (
    <div class="stack">
      {kind === 'access' && (
        <div class="line line-wrap">
          <Button look="line" aria-busy={acting.busy} onClick={() => void act(() => call(caseEndpoints.gather, { params }))}>{t(state === 'received' ? 'case.gather' : 'case.gatherAgain')}</Button>
        </div>
      )}
      {kind === 'access' && state !== 'received' && entries.length === 0 && <p class="soft">{t('case.nothing', { name })}</p>}
      {entries.map((entry) => <EntryForm key={entry.id} entry={entry} onDecide={(body) => act(() => call(caseEndpoints.decide, { params: { ...params, entry: entry.id }, body }))} />)}
      {more > 0 && <p class="soft">{t('case.more', { count: more })}</p>}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      {(kind === 'erasure' || state === 'decided') && (
        <>
          <TextArea label={t('case.letter')} value={letter} onInput={setLetter} words optional />
          <div class="line line-wrap">
            {kind === 'access'
              ? <Button look="ink" aria-busy={acting.busy} onClick={() => void answer()}>{t('case.answer')}</Button>
              : <Button look="danger" aria-busy={acting.busy} onClick={() => setErasing(true)}>{t('case.erase', { name })}</Button>}
          </div>
        </>
      )}
      <Dialog
        open={erasing} onClose={() => setErasing(false)} title={t('case.erase', { name })}
        actions={<><Button look="quiet" onClick={() => setErasing(false)}>{t('common.cancel')}</Button><Button look="danger" onClick={() => { setErasing(false); void answer() }}>{t('case.erase', { name })}</Button></>}
      >
        <p>{t('case.eraseAsk')}</p>
      </Dialog>
    </div>
  )
}
