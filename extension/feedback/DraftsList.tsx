import { useState } from 'preact/hooks'
import { bodyFields } from '../../shared/bodies'
import { cut } from '../../shared/text'
import { keyText } from '../artifacts/naming'
import type { KeptDraft } from '../bridge/kept'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, IconButton, Row, Rows, Section, State, Stone, UndoIcon, XIcon, announce, useWords } from '../ui'
import { namesIn } from './composing'
import { useDrafts } from './drafts'

interface Props {
  small?: boolean
  /** At most so many; the rest by `all`. */
  most?: number
  all?: (count: number) => string
  allHref?: string
  onContinue: (kept: KeptDraft) => void
}

/** Every draft, each to be continued or thrown away; what was thrown away can be brought back until one leaves. None, nothing shown. */
export function DraftsList({ small = false, most = Infinity, all, allHref, onContinue }: Props) {
  const { t, rich, word, date } = useWords()
  const drafts = useDrafts()
  const acting = useAct()
  const [gone, setGone] = useState<{ kept: KeptDraft; back: () => Promise<void> } | null>(null)
  if (drafts.items.length === 0 && !gone) return null

  const drop = (kept: KeptDraft) => acting.run(async () => {
    setGone({ kept, back: await drafts.drop(kept) })
    announce(t('drafts.discarded'))
  })
  const back = () => acting.run(async () => {
    await gone?.back()
    setGone(null)
    announce(t('drafts.back'))
  })
  const shown = drafts.items.slice(0, most)
  const title = (kept: KeptDraft) => kept.kind === 'note' ? t('desk.item.note.yours') : (namesIn(kept).length > 0 ? rich('unsent.for', { names: namesIn(kept) }) : t('drafts.forNobody'))
  const detail = (kept: KeptDraft) => [date(new Date(kept.at), new Date(kept.at).toDateString() === new Date().toDateString() ? 'time' : 'moment'), kept.about ? (kept.title ?? kept.about.title ?? keyText(kept.about.ref)) : firstWords(kept)].filter(Boolean).join(' · ')
  return (
    <Section small={small} title={t('drafts.title')} aside={shown.length < drafts.items.length && all && allHref ? <a href={allHref}>{all(drafts.items.length)}</a> : drafts.items.length}>
      <Rows lined={!small} label={t('drafts.title')}>
        {shown.map((kept) => (
          <Row
            key={kept.key} mark={<Stone kind={kept.kind} />} title={title(kept)} detail={<bdi>{detail(kept)}</bdi>}
            action={
              <span class="line">
                <Button look={small ? 'quiet' : 'line'} size="small" onClick={() => onContinue(kept)}>{t('drafts.continue')}</Button>
                <IconButton label={t('drafts.discard')} onClick={() => void drop(kept)}><XIcon /></IconButton>
              </span>
            }
          />
        ))}
        {gone && <Row mark={<Stone kind={gone.kept.kind} />} title={t('drafts.discarded')} action={<Button look="quiet" size="small" icon={<UndoIcon />} onClick={() => void back()}>{t('common.undo')}</Button>} />}
      </Rows>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
    </Section>
  )
}

const firstWords = ({ body }: KeptDraft): string => cut(bodyFields(body).find(([, text]) => text.trim() !== '')?.[1].trim().replace(/\s+/g, ' ') ?? '', 60)
