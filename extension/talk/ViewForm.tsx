import { useState } from 'preact/hooks'
import { AudienceSaid } from '../../shared/audience'
import { talkEndpoints } from '../../shared/talk'
import { call } from '../bridge/call'
import { AudienceLine } from '../feedback/AudienceLine'
import type { OnPart } from '../feedback/cardParts'
import { errorAt } from '../organisation/errors'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { takeFocus } from '../people/takeFocus'
import { Button, State, TextArea, useWords } from '../ui'

/** One's own view of what was said to one: written, changed, taken off. */
export function ViewForm({ card, viewer, onChange, close }: OnPart) {
  const { t, word } = useWords()
  const before = card.views?.find(({ by }) => by.id === viewer)?.text ?? ''
  const [text, setText] = useState(before)
  const thread = useLoad(() => call(talkEndpoints.thread, { params: { id: card.id } }), [card.id])
  const saving = useAct()
  const audience = thread.value?.audience
  const save = (says: string) => void saving.run(async () => {
    if (!audience) return
    try {
      onChange(await call(talkEndpoints.view, { params: { id: card.id }, body: { text: says, keys: audience.keys ?? [] } }))
      close()
    } catch (thrown) {
      const now = AudienceSaid.safeParse((thrown as { more?: { audience?: unknown } }).more?.audience)
      if (now.success) thread.set({ ...thread.value!, audience: now.data })
      throw thrown
    }
  })
  const done = () => (text.trim() === '' && before === '' ? close() : save(text))
  const wrong = errorAt(saving.problem, '/text')
  return (
    <form class="inset stack" aria-label={t('talk.view')} onSubmit={(event) => { event.preventDefault(); done() }} onKeyDown={(event) => void (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && done())}>
      <TextArea label={t('talk.view')} words maxLength={4_000} value={text} onInput={setText} innerRef={before === '' ? takeFocus : undefined} hint={t('talk.viewHint', { author: card.author.name ?? t('people.former') })} error={wrong ? word(wrong) : undefined} />
      {audience && <AudienceLine said={audience} viewer={viewer} attention={saving.problem?.code === 'audience-changed'} />}
      {thread.problem && <State is="failed" what={word(problemWord(thread.problem))} onRetry={thread.again} />}
      {saving.problem && !wrong && <State is="failed" what={saving.problem.code === 'audience-changed' ? t('talk.changed') : word(problemWord(saving.problem))} />}
      <div class="line line-wrap">
        <Button look="ink" type="submit" aria-busy={saving.busy}>{t('common.save')}</Button>
        <Button look="quiet" onClick={close}>{t('common.cancel')}</Button>
        {before !== '' && <Button look="danger" onClick={() => save('')}>{t('talk.viewOff')}</Button>}
      </div>
    </form>
  )
}
