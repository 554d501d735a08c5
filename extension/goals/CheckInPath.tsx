import type { ComponentChildren } from 'preact'
import type { CheckIn } from '../../shared/check-ins'
import type { KeyResult } from '../../shared/key-results'
import { keyText, siteName } from '../artifacts/naming'
import { WorkIcon } from '../artifacts/WorkIcon'
import { Avatar, Button, LinkIcon, useWords } from '../ui'
import { readingText } from './figures'
import { StatusShape } from './StatusShape'

interface Props {
  keyResult: KeyResult
  /** Newest first. */
  checkIns: readonly CheckIn[]
  /** Those of the work may be corrected by whoever checks in. */
  onCorrect?: (checkIn: CheckIn) => void
  /** Beside an open need that the reader may answer. */
  answer?: (checkIn: CheckIn) => ComponentChildren
}

/** Check-ins on a path, newest first: a person's with their words, the work's with its reason, corrections with what they correct. */
export function CheckInPath({ keyResult, checkIns, onCorrect, answer }: Props) {
  const { t } = useWords()
  return (
    <ul class="check-ins" aria-label={t('goals.checkIns')}>
      {checkIns.map((one, index) => <OneCheckIn key={one.id} one={one} before={checkIns[index + 1] ?? null} keyResult={keyResult} onCorrect={onCorrect} answer={answer} />)}
    </ul>
  )
}

function OneCheckIn({ one, before, keyResult, onCorrect, answer }: { one: CheckIn; before: CheckIn | null; keyResult: KeyResult; onCorrect: Props['onCorrect']; answer: Props['answer'] }) {
  const words = useWords()
  const { t, date, ago } = words
  const { artifact, need, source } = one
  const moved = source !== 'person'
  const last = before?.reading ?? keyResult.baseline
  const from = readingText(words, keyResult, last)
  const to = readingText(words, keyResult, one.reading)
  const title = artifact && !artifact.guarded ? [artifact.title, keyText(artifact), artifact.state].filter(Boolean).join(', ') : null
  return (
    <li class={one.corrected ? 'check-in-one check-in-corrected' : 'check-in-one'}>
      {moved ? <span class="check-in-work">{artifact ? <WorkIcon type={artifact.type} size={14} /> : <LinkIcon size={14} />}</span> : <Avatar name={one.by?.name ?? ''} />}
      <div class="stack check-in-said">
        <p class="line line-wrap small">
          {moved
            ? <span class="medium">{source === 'seen' && one.by?.name ? t('goals.by.seen', { name: one.by.name }) : t('goals.by.work')}</span>
            : one.status && <StatusShape status={one.status} worded />}
          <span class="soft figures">{last === one.reading ? to : t('goals.fromTo', { from, to })}</span>
          {one.confidence !== null && <span class="soft">{t('goals.ofTen', { sure: one.confidence })}</span>}
          <time class="faint" dateTime={one.at} title={date(one.at, 'moment')}>{ago(one.at)}</time>
          {!moved && <span class="hidden-visually">{one.by?.name ?? t('common.former')}</span>}
        </p>
        {one.line && <p class="quote" dir="auto">{one.line}</p>}
        {artifact && (artifact.guarded ? <p class="small soft">{t('goals.work.private', { site: siteName(artifact.site) })}</p> : <p class="quote" dir="auto"><a href={artifact.url} target="_blank" rel="noopener noreferrer">{title}</a></p>)}
        {(one.corrected || moved) && (
          <p class="tiny soft line line-wrap">
            {artifact && <span>{t('goals.by.from', { site: siteName(artifact.site) })}</span>}
            {one.corrected ? <span>{t('goals.corrected')}</span> : onCorrect && <Button look="link" class="tiny" onClick={() => onCorrect(one)}>{t('goals.correct')}</Button>}
          </p>
        )}
        {need && (
          <div class="tiny soft line line-wrap">
            <span><span dir="auto">{t('goals.need.of', { kind: need.kind, name: need.to.name ?? t('common.former') })}</span>{need.text && <> <q dir="auto">{need.text}</q></>} {need.answered ? t('goals.need.answered', { day: date(need.answered) }) : <strong class="goal-needs">{t('goals.need.open')}</strong>}</span>
            {!need.answered && answer?.(one)}
          </div>
        )}
      </div>
    </li>
  )
}
