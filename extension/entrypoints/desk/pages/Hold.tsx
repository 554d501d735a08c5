import { useState } from 'preact/hooks'
import { type Hold, holdEndpoints } from '../../../../shared/holds'
import { call } from '../../../bridge/call'
import { useAct, useLoad } from '../../../organisation/load'
import { problemWord } from '../../../organisation/problem'
import { holdState } from '../../../trust/Matters'
import { Button, Dialog, PageHead, State, useWords } from '../../../ui'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

/** One legal hold: what it is about, and for its second person, to confirm it. */
export function HoldPage({ id }: { id: string }) {
  const words = useWords()
  const { t, word, list, date } = words
  const hold = useLoad(() => call(holdEndpoints.hold, { params: { id } }), [id])
  const [ending, setEnding] = useState(false)
  const acting = useAct()
  useTitle(t('matters.hold'))
  if (hold.problem?.code === 'not-found') return <NotFound />
  if (!hold.value) return hold.problem ? <State is="failed" what={word(problemWord(hold.problem))} onRetry={hold.again} /> : <State is="loading" />
  const one: Hold = hold.value
  const act = (endpoint: typeof holdEndpoints.confirmHold | typeof holdEndpoints.endHold) => void acting.run(async () => {
    setEnding(false)
    hold.set(await call(endpoint, { params: { id } }))
  })
  return (
    <>
      <PageHead title={<bdi>{one.matter}</bdi>} above={t('matters.hold')}><p class="soft">{t('matters.holdWhy')}</p></PageHead>
      <p class="medium" role="status">{holdState(one, words)}</p>
      <dl class="facts">
        <div><dt>{t('matters.people')}</dt><dd>{list(one.people.map(({ name }) => name ?? t('common.former')))}</dd></div>
        <div><dt>{t('matters.from')}</dt><dd>{t('matters.span', { from: date(one.from, 'full'), to: date(one.to, 'full') })}</dd></div>
        <div><dt>{t('hold.by')}</dt><dd>{one.by.name ?? t('common.former')}</dd></div>
        <div><dt>{t('matters.second')}</dt><dd>{one.second.name ?? t('common.former')}</dd></div>
      </dl>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      <div class="line line-wrap">
        {one.mayConfirm && <Button look="ink" aria-busy={acting.busy} onClick={() => act(holdEndpoints.confirmHold)}>{t('hold.confirm')}</Button>}
        {one.mayEnd && <Button look="quiet" onClick={() => setEnding(true)}>{t('hold.end')}</Button>}
      </div>
      <Dialog open={ending} onClose={() => setEnding(false)} title={t('hold.end')} actions={<><Button look="quiet" onClick={() => setEnding(false)}>{t('common.cancel')}</Button><Button look="danger" onClick={() => act(holdEndpoints.endHold)}>{t('hold.end')}</Button></>}>
        <p>{t('hold.endWhat')}</p>
      </Dialog>
    </>
  )
}
