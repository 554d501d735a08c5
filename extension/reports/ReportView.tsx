import { useState } from 'preact/hooks'
import { reportEndpoints, type Report } from '../../shared/reports'
import { sayWho } from '../../shared/saying'
import { call } from '../bridge/call'
import { headOf } from '../feedback/head'
import { isWide } from '../feedback/AudienceLine'
import { WordsSaid } from '../feedback/WordsSaid'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Avatar, Button, Card, CheckIcon, EyeIcon, LockIcon, Meta, Section, State, Stone, useWords } from '../ui'

interface Props {
  report: Report
  viewer: string
  onChange: (report: Report) => void
}

/** A report: for the two, why, what was said with its thread, and how each of them sees it; for others, what came of it. */
export function ReportView({ report, viewer, onChange }: Props) {
  const words = useWords()
  const { t, word, rich, ago } = words
  const named = ({ name }: { name: string | null }) => name ?? t('people.former')
  const { card, thread, handlers, state } = report
  return (
    <>
      <p class="soft">{report.mine === 'handler' && state === 'open' ? t('report.youDecide') : t('report.outcome', { state, names: handlers.map(named) })}</p>
      {report.said.length > 0 && (
        <Section title={t('report.reasons')}>
          {report.said.map(({ by, why }) => <figure key={by.id} class="talk-view"><figcaption class="tiny soft" dir="auto">{named(by)}</figcaption><blockquote class="quote" dir="auto">{why}</blockquote></figure>)}
        </Section>
      )}
      {card && (
        <Section title={t('report.thing')}>
          <Card label={t(...headOf(card, viewer, words))} head={<><Avatar name={named(card.author)} /><span>{rich(...headOf(card, viewer, words))} <span class="faint">{ago(card.at)}</span></span></>} end={<Stone kind={card.kind} />}>
            <WordsSaid body={card.body} />
            <Meta icon={isWide(card.audience) ? <EyeIcon size={14} /> : <LockIcon size={14} />}>{sayWho(card.audience, viewer).map(word).join(' ')}</Meta>
          </Card>
        </Section>
      )}
      {thread && thread.length > 0 && (
        <Section title={t('report.thread')}>
          <ol class="talk-replies">
            {thread.map((reply) => <li key={reply.id} class="talk-reply"><Avatar name={named(reply.author)} size={20} /><div class="talk-said"><p class="small"><b dir="auto">{named(reply.author)}</b> <span class="faint">{ago(reply.at)}</span></p><p class="quote" dir="auto">{reply.text}</p></div></li>)}
          </ol>
        </Section>
      )}
      {report.mine === 'handler' && state === 'open' && <Votes report={report} viewer={viewer} onChange={onChange} />}
    </>
  )
}

function Votes({ report, viewer, onChange }: Props) {
  const { t, word } = useWords()
  const deciding = useAct()
  const [asked, setAsked] = useState<boolean | null>(null)
  const own = report.votes.find(({ by }) => by.id === viewer)
  const other = report.handlers.find(({ id }) => id !== viewer)
  const theirs = report.votes.find(({ by }) => by.id !== viewer)
  const name = other?.name ?? t('people.former')
  const vote = (upheld: boolean) => {
    setAsked(upheld)
    void deciding.run(async () => {
      onChange(await call(reportEndpoints.decide, { params: { id: report.id }, body: { upheld } }))
      announce(t('report.said'))
    })
  }
  const button = (upheld: boolean) => (
    <Button look={upheld ? 'danger' : 'outline'} pressed={own?.upheld === upheld} icon={own?.upheld === upheld ? <CheckIcon size={14} /> : undefined} aria-busy={deciding.busy && asked === upheld} onClick={(event) => event.isTrusted && vote(upheld)}>
      {t(upheld ? 'report.uphold' : 'report.dismiss')}
    </Button>
  )
  return (
    <Section title={t('report.votes')}>
      <p>{theirs ? t('report.vote', { name, upheld: theirs.upheld ? 'yes' : 'no' }) : t('report.notYet', { name })}</p>
      {own && theirs && own.upheld !== theirs.upheld && <div class="band band-offline" role="status"><p class="grow">{t('report.differs', { name })}</p></div>}
      <div class="report-vote" role="group" aria-label={t('report.votes')}>{button(true)}{button(false)}</div>
      {deciding.problem && <State is="failed" what={word(problemWord(deciding.problem))} />}
    </Section>
  )
}
