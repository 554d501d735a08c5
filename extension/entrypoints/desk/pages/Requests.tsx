import { useState } from 'preact/hooks'
import { type FeedbackRequest, requestEndpoints } from '../../../../shared/requests'
import { call } from '../../../bridge/call'
import { noWork } from '../../../feedback/composing'
import { type LoadedPages, useLoad, usePages } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { workOf } from '../../../requests/answer'
import { Answering } from '../../../requests/Answering'
import { AskedCard } from '../../../requests/AskedCard'
import { AskForm } from '../../../requests/AskForm'
import { MineCard } from '../../../requests/MineCard'
import { announce, Button, ButtonLink, PageHead, Segmented, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'

const sides = ['asked', 'asker', 'subject'] as const
type Side = (typeof sides)[number]

/** Requests: asked of me, mine, about me. */
export function RequestsPage() {
  const { t } = useWords()
  const { me } = useDesk()
  const [side, setSide] = useState<Side>('asked')
  const [asking, setAsking] = useState(false)
  useTitle(t('request.title'))
  const list = usePages<FeedbackRequest>((after) => call(requestEndpoints.mine, { query: { side, ...(after && { after }) } }), [side])
  return (
    <>
      <PageHead title={t('request.title')} />
      {asking ? (
        <div class="request-composer"><AskForm row={<Button look="quiet" class="pull-start" onClick={() => { setAsking(false); setSide('asker'); list.again() }}>{t('common.back')}</Button>} below={null} work={noWork} me={me} matches={null} recipients={[]} /></div>
      ) : (
        <>
          <div class="line line-wrap line-between">
            <Segmented label={t('request.side')} options={sides.map((value) => ({ value, label: t(`request.side.${value}`) }))} value={side} onChange={setSide} />
            <Button onClick={() => setAsking(true)}>{t('request.ask')}</Button>
          </div>
          <List list={list} side={side} />
        </>
      )}
    </>
  )
}

function List({ list, side }: { list: LoadedPages<FeedbackRequest>; side: Side }) {
  const { t, word } = useWords()
  const items = list.value
  const put = (next: FeedbackRequest) => list.set((items ?? []).map((one) => (one.id === next.id ? next : one)))
  return (
    <div class="stack desk-requests">
      {list.loading && <State is="loading" rows={4} />}
      {list.problem && <State is="failed" what={word(problemWord(list.problem))} onRetry={list.again} />}
      {items?.length === 0 && <State is="empty" what={t(`request.none.${side}`)} why={t('request.noneWhy')} />}
      {items?.map((one) => (one.mine === 'asked' && one.state === 'open'
        ? <AskedCard key={one.id} request={one} onDeclined={put}><ButtonLink href={deskHref(`/requests/${one.id}`)}>{t('request.answer')}</ButtonLink></AskedCard>
        : <MineCard key={one.id} request={one} onChange={put} />))}
      {list.more && <div><Button look="line" aria-busy={list.loadingMore} onClick={list.more}>{t('common.more')}</Button></div>}
    </div>
  )
}

/** One request: answered here where its page is not at hand. */
export function RequestPage({ id }: { id: string }) {
  const { t, word } = useWords()
  const { me } = useDesk()
  useTitle(t('request.title'))
  const one = useLoad(() => call(requestEndpoints.item, { params: { id } }), [id])
  const request = one.value
  const sent = () => {
    announce(t('card.sending'))
    one.set({ ...request!, state: 'answered', asked: request!.asked.map((part) => ({ ...part, state: 'answered' as const })) })
  }
  return (
    <>
      <PageHead title={t('request.title')} />
      {one.loading && <State is="loading" rows={4} />}
      {one.problem && <State is="failed" what={word(problemWord(one.problem))} onRetry={one.again} />}
      {request && (request.mine === 'asked' && request.state === 'open'
        ? <div class="request-composer"><Answering request={request} work={workOf(request)} me={me} matches={null} onSent={sent} onDeclined={one.set} /></div>
        : <MineCard request={request} onChange={one.set} />)}
    </>
  )
}
