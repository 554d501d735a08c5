import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { type FeedbackRequest, requestEndpoints } from '../../shared/requests'
import { call } from '../bridge/call'
import { WorkLine } from '../feedback/WorkLine'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { shortName } from '../people/names'
import { takeFocus } from '../people/takeFocus'
import { announce, Avatar, Button, Card, Chips, State, useWords } from '../ui'

interface Props {
  request: FeedbackRequest
  /** The work is in view already. */
  withoutWork?: boolean
  onDeclined: (request: FeedbackRequest) => void
  /** Beside Decline. */
  children?: ComponentChildren
}

/** What somebody asks of the viewer: the questions, and a way out that needs no reason. */
export function AskedCard({ request, withoutWork, onDeclined, children }: Props) {
  const { t, rich, ago, word } = useWords()
  const [sure, setSure] = useState(false)
  const acting = useAct()
  const name = request.asker.name ?? t('common.former')
  const isOwn = request.subject.id === request.asker.id
  const subject = request.subject.name ?? t('common.former')
  const decline = () => void acting.run(async () => {
    const declined = await call(requestEndpoints.decline, { params: { id: request.id } })
    announce(t('request.declinedSaid', { name: shortName(name) }))
    onDeclined(declined)
  })
  return (
    <Card
      label={isOwn ? t('request.asksHeard', { name }) : t('request.asksAboutHeard', { name, subject })}
      head={<><Avatar name={name} /><span class="grow">{isOwn ? rich('request.asks', { name }) : rich('request.asksAbout', { name, subject })}</span></>}
      end={<span class="tiny faint">{ago(request.at)}</span>}
    >
      <Questions questions={request.questions} />
      {!isOwn && <p class="tiny soft">{t(request.told ? 'request.told' : 'request.notTold', { name: shortName(subject) })}</p>}
      {!withoutWork && request.artifact && <Chips><WorkLine artifact={request.artifact} /></Chips>}
      {sure ? (
        <div class="stack" role="group" aria-label={t('request.decline')}>
          <p class="small">{t('request.declineSure', { name: shortName(name) })}</p>
          <div class="line line-wrap">
            <Button look="outline" innerRef={takeFocus} aria-busy={acting.busy} onClick={decline}>{t('request.decline')}</Button>
            <Button look="quiet" onClick={() => setSure(false)}>{t('common.back')}</Button>
          </div>
        </div>
      ) : (
        <div class="line line-wrap line-between">{children}<Button look="quiet" onClick={() => setSure(true)}>{t('request.decline')}</Button></div>
      )}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
    </Card>
  )
}

/** The questions as they were asked. */
export function Questions({ questions }: { questions: readonly string[] }) {
  return <ol class="request-questions words">{questions.map((question) => <li key={question}><bdi>{question}</bdi></li>)}</ol>
}
