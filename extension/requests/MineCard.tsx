import { type FeedbackRequest, requestEndpoints } from '../../shared/requests'
import { sayWho } from '../../shared/saying'
import { call } from '../bridge/call'
import { WorkLine } from '../feedback/WorkLine'
import { useAct } from '../organisation/load'
import { deskHref } from '../organisation/paths'
import { problemWord } from '../organisation/problem'
import { announce, Button, Card, Chips, LockIcon, Meta, State, useWords } from '../ui'
import { Questions } from './AskedCard'

/** What the viewer asked, or what was asked about them: of whom, how it stands, who sees the answers. */
export function MineCard({ request, onChange, withoutWork }: { request: FeedbackRequest; onChange: (request: FeedbackRequest) => void; withoutWork?: boolean }) {
  const { t, rich, word, ago, date } = useWords()
  const acting = useAct()
  const { mine, asker, subject, asked, audience, state, artifact, questions, at, expiresAt } = request
  const former = t('common.former')
  const names = asked.map(({ person }) => person.name ?? former)
  const isOwn = subject.id === asker.id
  const head = mine === 'subject' ? rich('request.aboutYou', { name: asker.name ?? former }) : isOwn ? rich('request.youAsked', { names }) : rich('request.youAskedAbout', { names, subject: subject.name ?? former })
  const viewer = mine === 'subject' ? subject.id : asker.id
  const withdraw = () => void acting.run(async () => {
    onChange(await call(requestEndpoints.withdraw, { params: { id: request.id } }))
    announce(t('request.withdrawn'))
  })
  return (
    <Card label={t('request.label')} head={<span class="grow">{head}</span>} end={<span class="tiny faint">{ago(at)}</span>}>
      <Questions questions={questions} />
      {!withoutWork && artifact && <Chips><WorkLine artifact={artifact} /></Chips>}
      {asked.length > 0 && (
        <ul class="request-parts small">
          {asked.map(({ person, state: of, feedback }) => (
            <li key={person.id} class="line line-between"><bdi>{person.name ?? former}</bdi>{feedback ? <a href={deskHref(`/feedback/${feedback}`)}>{t(`request.state.${of}`)}</a> : <span class="soft">{t(`request.state.${of}`)}</span>}</li>
          ))}
        </ul>
      )}
      <Meta icon={<LockIcon size={14} />}>{sayWho(audience, viewer).map(word).join(' ')}</Meta>
      <div class="line line-wrap line-between">
        <span class="tiny faint">{state === 'open' ? t('request.until', { day: date(expiresAt, 'day') }) : t(`request.state.${state}`)}</span>
        {mine === 'asker' && state === 'open' && <Button look="quiet" aria-busy={acting.busy} onClick={withdraw}>{t('request.withdraw')}</Button>}
      </div>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
    </Card>
  )
}
