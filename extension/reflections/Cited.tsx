import { cut } from '../../shared/text'
import { deskHref } from '../organisation/paths'
import { Row, Rows, Stone, useWords } from '../ui'
import { type Evidence, gistOf } from './evidence'

/** What reached the reader and cites the value: beside the question, to be looked at while one writes. */
export function Cited({ name, evidence }: { name: string; evidence: Evidence }) {
  const { t, date } = useWords()
  if (evidence.cards.length === 0) return <p class="small soft">{t('reflect.evidenceNone')}</p>
  return (
    <details class="reflect-cited">
      <summary class="small soft">{t('reflect.evidence')} ({evidence.count})</summary>
      <Rows lined label={`${name}: ${t('reflect.evidence')}`}>
        {evidence.cards.map((card) => <Row key={card.id} mark={<Stone kind={card.kind} size={20} />} title={<bdi>{card.author.name ?? t('common.former')}</bdi>} detail={<><span class="reflect-gist" dir="auto">{cut(gistOf(card), 160)}</span> <span>{date(card.at)}</span></>} href={deskHref(`/feedback/${card.id}`)} />)}
      </Rows>
    </details>
  )
}
