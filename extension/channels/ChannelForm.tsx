import { useState } from 'preact/hooks'
import { channelKinds, type ChannelKind } from '../../shared/channels'
import { newId } from '../../shared/ids'
import { errorAt } from '../organisation/errors'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Field, Segmented, State, Tick, useWords } from '../ui'

export interface Wish { id: string; kind: ChannelKind; name: string; url: string }

interface Props {
  /** An organisation's channel may carry words. */
  mayWords?: boolean
  onSave: (wish: Wish, words: boolean) => Promise<void>
}

/** Where to post: the kind, a name, the address. */
export function ChannelForm({ mayWords, onSave }: Props) {
  const { t, word } = useWords()
  const saving = useAct()
  const [id, setId] = useState(() => newId())
  const [kind, setKind] = useState<ChannelKind>('slack')
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [words, setWords] = useState(false)
  const save = async () => {
    const saved = await saving.run(() => onSave({ id, kind, name: name.trim() || t(`channel.kind.${kind}`), url: url.trim() }, words))
    // An id stands for what was sent with it: what is mended is another.
    setId(newId())
    if (!saved) return
    setName('')
    setUrl('')
    setWords(false)
  }
  const wrong = errorAt(saving.problem, '/url')
  return (
    <form class="stack form" onSubmit={(event) => { event.preventDefault(); void save() }}>
      <Segmented label={t('channel.kind')} look="boxes" value={kind} options={channelKinds.map((one) => ({ value: one, label: t(`channel.kind.${one}`) }))} onChange={setKind} />
      <Field label={t('channel.name')} optional value={name} maxLength={80} onInput={setName} />
      <Field label={t('channel.url')} dir="ltr" autocomplete="off" spellcheck={false} value={url} onInput={setUrl} hint={t('channel.urlHint', { kind })} error={wrong ? word(wrong) : undefined} />
      {mayWords && <Tick checked={words} onChange={setWords}>{t('channel.words')}</Tick>}
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      <div><Button look="ink" type="submit" aria-busy={saving.busy}>{t('channel.add')}</Button></div>
    </form>
  )
}

/** A webhook's signing secret, this once. */
export function Secret({ secret }: { secret: string }) {
  const { t } = useWords()
  return <Field label={t('channel.secret')} dir="ltr" readOnly value={secret} onInput={() => undefined} hint={t('channel.secretHint')} />
}
