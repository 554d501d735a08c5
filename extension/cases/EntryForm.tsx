import { useState } from 'preact/hooks'
import { type CaseEntry, type caseEndpoints, withholdReasons } from '../../shared/cases'
import type { BodyOf } from '../../shared/endpoint'
import { Button, Card, Field, Segmented, Tick, useWords } from '../ui'
import { nameIn } from './names'

type Decision = BodyOf<(typeof caseEndpoints)['decide']>

/** One thing that was found: give it, with names masked; or withhold it, with a legal reason. */
export function EntryForm({ entry, onDecide }: { entry: CaseEntry; onDecide: (decision: Decision) => Promise<unknown> }) {
  const words = useWords()
  const { t, date } = words
  const [give, setGive] = useState(entry.give ?? true)
  const [reason, setReason] = useState<NonNullable<Decision['reason']>>(entry.reason ?? 'others_rights')
  const [maskAuthor, setMaskAuthor] = useState(entry.maskAuthor)
  const [mask, setMask] = useState(entry.mask.join(', '))
  const title = t('case.what', { what: entry.what, author: nameIn(entry.author, words), date: date(entry.at) })
  const names = mask.split(/[,،]/).map((one) => one.trim()).filter(Boolean)
  return (
    <Card label={title} head={<span class="grow">{title}</span>} end={entry.give === null ? undefined : <span class="tiny soft">{t(entry.give ? 'case.give' : 'case.withhold')}</span>}>
      <p class="quote" dir="auto">{entry.text}</p>
      <Segmented label={title} value={give ? 'give' : 'withhold'} options={[{ value: 'give', label: t('case.give') }, { value: 'withhold', label: t('case.withhold') }]} onChange={(chosen) => setGive(chosen === 'give')} />
      {give
        ? <>
            <Field label={t('case.mask')} value={mask} onInput={setMask} optional />
            <Tick checked={maskAuthor} onChange={setMaskAuthor}>{t('case.maskAuthor')}</Tick>
          </>
        : <Segmented label={t('case.reason')} look="boxes" value={reason} options={withholdReasons.map((value) => ({ value, label: t(`case.reason.${value}`) }))} onChange={setReason} />}
      <div class="line"><Button look="line" onClick={() => void onDecide({ give, reason: give ? null : reason, maskAuthor: give && maskAuthor, mask: give ? names : [] })}>{t('case.save')}</Button></div>
    </Card>
  )
}
