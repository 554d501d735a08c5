import { useRef, useState } from 'preact/hooks'
import { newId } from '../../shared/ids'
import { reportEndpoints } from '../../shared/reports'
import { call } from '../bridge/call'
import type { OnPart } from '../feedback/cardParts'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Dialog, State, TextArea, useWords } from '../ui'

/** Reports something: who looks at it stands there by name, and what happens, before it is sent. */
export function ReportDialog({ card, onChange, close }: OnPart) {
  const { t, word } = useWords()
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState<string[] | null>(null)
  const id = useRef(newId())
  const two = useLoad(() => call(reportEndpoints.handlers, { params: { id: card.id } }), [card.id])
  const sending = useAct()
  const handlers = two.value?.handlers ?? []
  const names = handlers.map(({ name }) => name ?? t('people.former'))
  const nobody = two.value !== undefined && handlers.length === 0
  const end = () => {
    // What all could see is hidden from this reader too, from now on.
    if (done && two.value?.hides) onChange(null)
    close()
  }
  const send = () => {
    setTried(true)
    if (why.trim() === '' || handlers.length === 0) return
    void sending.run(async () => {
      try {
        await call(reportEndpoints.report, { params: { id: card.id }, body: { id: id.current, why, handlers: handlers.map((one) => one.id) } })
        setDone(names)
      } catch (thrown) {
        if ((thrown as { code?: string }).code === 'audience-changed') two.again()
        throw thrown
      }
    })
  }
  const changed = sending.problem?.code === 'audience-changed'
  return (
    <Dialog
      open onClose={end} title={t('report.title')}
      actions={done || nobody
        ? <Button look="ink" onClick={end}>{t('common.close')}</Button>
        : <><Button look="quiet" onClick={end}>{t('common.cancel')}</Button><Button look="danger" aria-busy={sending.busy} onClick={(event) => event.isTrusted && send()}>{t('report.send')}</Button></>}
    >
      {two.loading && <State is="loading" rows={2} />}
      {two.problem && <State is="failed" what={word(problemWord(two.problem))} onRetry={two.again} />}
      {nobody && <p>{t('report.nobody')}</p>}
      {done && <p role="status">{t('report.done', { names: done })}</p>}
      {two.value && !nobody && !done && (
        <div class="stack">
          <p>{t('report.who', { names })}</p>
          <p class="small soft">{t(two.value.hides ? 'report.hides' : 'report.stays')}</p>
          <TextArea
            label={t('report.why')} words maxLength={8_000} value={why} error={tried && why.trim() === '' ? t('field.needed') : undefined}
            onInput={(text) => { setWhy(text); id.current = newId() }}
          />
          {sending.problem && <State is="failed" what={changed ? t('report.changed', { names }) : sending.problem.code === 'unavailable' ? t('report.nobody') : word(problemWord(sending.problem))} />}
        </div>
      )}
    </Dialog>
  )
}
