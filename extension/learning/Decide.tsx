import { useState } from 'preact/hooks'
import { learningEndpoints, type Library, type Resource } from '../../shared/learning'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Field, State, useWords } from '../ui'

/** A proposal listed, or declined with a word for whoever made it. */
export function Decide({ resource, onDone }: { resource: Resource; onDone: (library: Library) => void }) {
  const { t, word } = useWords()
  const [declining, setDeclining] = useState(false)
  const [why, setWhy] = useState('')
  const acting = useAct()
  const { title } = resource
  const decide = (listed: boolean) => void acting.run(async () => onDone(await call(learningEndpoints.decide, { params: { id: resource.id }, body: { listed, why: listed ? '' : why.trim() } })))
  return (
    <div class="stack">
      {declining
        ? (
          <form class="line line-wrap" onSubmit={(event) => { event.preventDefault(); decide(false) }}>
            <Field label={t('learn.declineReason', { name: resource.by.name ?? t('common.former') })} optional maxLength={300} value={why} onInput={setWhy} />
            <Button type="submit" look="line" aria-label={`${t('learn.decline')}: ${title}`} aria-busy={acting.busy}>{t('learn.decline')}</Button>
            <Button look="quiet" onClick={() => setDeclining(false)}>{t('common.cancel')}</Button>
          </form>
        )
        : (
          <div class="line line-wrap">
            <Button look="line" size="small" aria-label={`${t('learn.list')}: ${title}`} aria-busy={acting.busy} onClick={() => decide(true)}>{t('learn.list')}</Button>
            <Button look="quiet" size="small" aria-label={`${t('learn.decline')}: ${title}`} onClick={() => setDeclining(true)}>{t('learn.decline')}</Button>
          </div>
        )}
      {acting.problem && <State is="failed" what={acting.problem.code === 'conflict' ? t('learn.decidedMeanwhile') : word(problemWord(acting.problem))} />}
    </div>
  )
}
