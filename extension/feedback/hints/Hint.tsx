import { useEffect, useState } from 'preact/hooks'
import { bodyFields, type FeedbackBody } from '../../../shared/bodies'
import { type HintCode, hintsOf } from '../../../shared/hints'
import { announce, Button, IconButton, SproutIcon, useWords, XIcon } from '../../ui'
import { useHintsOn } from './on'

/** A pause in which somebody has stopped to think. */
const pause = 1_500

/** One hint at a time, below the field it is about, quietly, once the writer pauses; it goes as soon as it does not fit any more. Nothing of it is kept or sent. */
export function Hint({ body }: { body: FeedbackBody }) {
  const { t, language } = useWords()
  const [on, choose] = useHintsOn()
  const [shown, show] = useState<HintCode | null>(null)
  const [refused, refuse] = useState<readonly HintCode[]>([])
  const fitting = on ? bodyFields(body).flatMap(([field, text], at) => hintsOf(text, { field, language }).map((one) => ({ ...one, at }))).filter(({ code }) => !refused.includes(code)) : []
  const written = JSON.stringify(body)
  useEffect(() => {
    const timer = setTimeout(() => show((now) => (fitting.some(({ code }) => code === now) ? now : (fitting[0]?.code ?? null))), pause)
    return () => clearTimeout(timer)
  }, [written, on, refused])
  const hint = fitting.find(({ code }) => code === shown)
  if (!hint) return null
  const off = () => void choose(false).then(() => announce(t('hints.areOff')), () => undefined)
  return (
    <aside class="hint" role="note" aria-label={t('hints.label')} style={{ '--at': hint.at }}>
      <SproutIcon />
      <div class="hint-body">
        <p>{t(`hints.${hint.code}`, { found: hint.found })} <span class="soft">{t(`hints.${hint.code}.why`)}</span></p>
        <p class="quote">{t(`hints.${hint.code}.example`)}</p>
        <div><Button look="link" size="small" onClick={off}>{t('hints.off')}</Button></div>
      </div>
      <IconButton label={t('hints.close')} onClick={() => refuse([...refused, hint.code])}><XIcon size={14} /></IconButton>
    </aside>
  )
}
