import { useState } from 'preact/hooks'
import { reflectionEndpoints, reflectionLength, type Reflection, type Reflections } from '../../shared/reflections'
import { graphemes } from '../../shared/text'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, State, TextArea, useWords } from '../ui'

interface Props { value: { id: string; name: string }; quarter: string; reflection: Reflection | undefined; onDone: (all: Reflections) => void; onStale: () => void; onCancel: () => void }

/** Two questions on a core value. */
export function ReflectionForm({ value, quarter, reflection, onDone, onStale, onCancel }: Props) {
  const { t, word } = useWords()
  const [lived, setLived] = useState(reflection?.lived ?? '')
  const [next, setNext] = useState(reflection?.next ?? '')
  const saving = useAct()
  const long = (text: string) => (graphemes(text) > reflectionLength ? word({ key: 'field.too-long', values: { max: reflectionLength } }) : undefined)
  const save = () => {
    if (long(lived) || long(next)) return
    void saving.run(async () => {
      onDone(await call(reflectionEndpoints.write, { params: { quarter, value: value.id }, body: { lived: lived.trim(), next: next.trim(), version: reflection?.version ?? 0 } }).catch((thrown: { code?: string }) => {
        if (thrown.code === 'changed-meanwhile') onStale()
        throw thrown
      }))
      announce(t('reflect.saved'))
    })
  }
  const what = saving.problem && (saving.problem.code === 'changed-meanwhile' ? t('reflect.meanwhile') : saving.problem.code === 'conflict' ? t('reflect.closed') : word(problemWord(saving.problem)))
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }} onKeyDown={(event) => void (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && save())}>
      <TextArea label={t('reflect.lived')} value={lived} onInput={setLived} error={long(lived)} innerRef={focusOnce} />
      <TextArea label={t('reflect.next')} value={next} onInput={setNext} error={long(next)} />
      {reflection && lived.trim() === '' && next.trim() === '' && <p class="small soft">{t('reflect.emptied')}</p>}
      {what && <State is="failed" what={what} />}
      <div class="line"><Button type="submit" look="ink" keys="Ctrl+Enter" aria-busy={saving.busy}>{t('common.save')}</Button><Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button></div>
    </form>
  )
}

/** The form was asked for: what it asks first has the focus. */
const focused = new WeakSet<HTMLElement>()
function focusOnce(element: HTMLTextAreaElement | null) {
  if (!element || focused.has(element)) return
  focused.add(element)
  element.focus()
}
