import { useState } from 'preact/hooks'
import type { Competency } from '../../shared/expectations'
import { newId } from '../../shared/ids'
import { learningEndpoints, type Library } from '../../shared/learning'
import { checkedLink, type ResourceKind, resourceKinds } from '../../shared/resources'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Field, Segmented, Select, State, useWords } from '../ui'

interface Props { competencies: readonly Competency[]; competency: string | null; decides: boolean; onDone: (library: Library) => void; onCancel: () => void }

/** Languages that are offered; another one is left unsaid. */
const tags = ['en', 'de', 'ar', 'es', 'fr', 'it', 'nl', 'pl', 'pt', 'tr', 'uk', 'zh', 'ja', 'hi'] as const

/** Something that helped: a title, an address, of which competency. */
export function ProposeForm({ competencies, competency, decides, onDone, onCancel }: Props) {
  const { t, word, language } = useWords()
  const [id] = useState(newId)
  const [of, setOf] = useState(competency ?? competencies[0]?.id ?? '')
  const [title, setTitle] = useState('')
  const [link, setLink] = useState('')
  const [kind, setKind] = useState<ResourceKind>('article')
  const [minutes, setMinutes] = useState('')
  const [tag, setTag] = useState('')
  const [tried, setTried] = useState(false)
  const saving = useAct()
  const takes = minutes.trim() === '' ? null : Number(minutes)
  const oddTime = takes !== null && !(Number.isInteger(takes) && takes >= 1 && takes <= 60_000)
  const named = new Intl.DisplayNames(language, { type: 'language' })
  const save = () => {
    setTried(true)
    if (title.trim() === '' || checkedLink(link) === null || oddTime) return
    void saving.run(async () => {
      onDone(await call(learningEndpoints.propose, { body: { id, competency: of, title: title.trim(), link: checkedLink(link)!, kind, minutes: takes, language: tag || null } }))
      announce(t(decides ? 'learn.added' : 'learn.proposed'))
    })
  }
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      <Select label={t('area.competency')} value={of} onChange={setOf} options={competencies.map((one) => ({ value: one.id, label: one.name }))} />
      <Segmented label={t('learn.kind')} shown look="boxes" value={kind} onChange={setKind} options={resourceKinds.map((value) => ({ value, label: t(`learn.kind.${value}`) }))} />
      <Field label={t('learn.name')} maxLength={160} value={title} onInput={setTitle} error={tried && title.trim() === '' ? t('field.needed') : undefined} />
      <Field label={t('learn.link')} type="url" dir="ltr" spellcheck={false} maxLength={1_000} value={link} onInput={setLink} hint={t('learn.linkHint')} error={tried && checkedLink(link) === null ? t('learn.linkBad') : undefined} />
      <Field label={t('learn.minutes')} optional inputMode="numeric" maxLength={5} value={minutes} onInput={setMinutes} error={tried && oddTime ? t('learn.minutesBad') : undefined} />
      <Select label={t('learn.language')} value={tag} onChange={setTag} options={[{ value: '', label: t('learn.languageNone') }, ...tags.map((one) => ({ value: one as string, label: named.of(one) ?? one }))]} />
      {saving.problem && <State is="failed" what={saving.problem.code === 'conflict' ? t('learn.full') : word(problemWord(saving.problem))} />}
      <div class="line"><Button type="submit" look="ink" aria-busy={saving.busy}>{t(decides ? 'learn.add' : 'learn.propose')}</Button><Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button></div>
    </form>
  )
}
