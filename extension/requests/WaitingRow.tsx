import type { FeedbackRequest } from '../../shared/requests'
import { keyText } from '../artifacts/naming'
import { deskHref } from '../organisation/paths'
import { shortName } from '../people/names'
import { AtIcon, ButtonLink, Row, useWords } from '../ui'

/** A request among what waits: opens the work itself, or the desk where there is none. */
export function WaitingRow({ request: { id, artifact, asker, questions, at } }: { request: FeedbackRequest }) {
  const { t, rich, ago } = useWords()
  const name = shortName(asker.name ?? t('common.former'))
  const work = artifact && !artifact.guarded ? artifact : null
  const url = work && /^https?:\/\//.test(work.url) ? work.url : null
  return (
    <Row
      mark={<AtIcon />}
      title={work ? rich('request.row', { name, work: shortKey(keyText(work)) }) : rich('request.rowAlone', { name })}
      detail={<>{t('request.count', { count: questions.length })} · {ago(at)}</>}
      action={<ButtonLink look="line" size="small" href={url ?? deskHref(`/requests/${id}`)} target="_blank">{t('request.answer')}</ButtonLink>}
    />
  )
}

/** The number alone, of work that is known by one. */
const shortKey = (key: string): string => /[#!]\d+$/.exec(key)?.[0] ?? key
