import { useRef, useState } from 'preact/hooks'
import { AudienceSaid } from '../../shared/audience'
import type { Card } from '../../shared/cards'
import { talkEndpoints, type Reply, type Thread as Replies } from '../../shared/talk'
import type { Word } from '../../shared/words/index'
import { call } from '../bridge/call'
import { AudienceLine } from '../feedback/AudienceLine'
import type { OnPart } from '../feedback/cardParts'
import { useTrust } from '../feedback/trust'
import { errorAt } from '../organisation/errors'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Avatar, Button, keyText, State, TextArea, useWords } from '../ui'
import { useReplying } from './replying'

type On = Pick<OnPart, 'card' | 'viewer' | 'onChange'>

/** What was replied, oldest first, and a place to reply. */
export function Thread({ card, viewer, onChange }: On) {
  const { t, word } = useWords()
  const thread = useLoad(() => call(talkEndpoints.thread, { params: { id: card.id } }), [card.id, card.changes.length])
  const put = (part: Partial<Replies>, more: number) => {
    thread.set({ ...thread.value!, ...part })
    if (more !== 0 && card.replies !== null) onChange({ ...card, replies: (card.replies ?? 0) + more })
  }
  const items = thread.value?.items ?? []
  return (
    <section class="talk" aria-label={t('talk.thread')}>
      {thread.loading && <State is="loading" rows={1} />}
      {thread.problem && <State is="failed" what={word(problemWord(thread.problem))} onRetry={thread.again} />}
      {items.length > 0 && (
        <ol class="talk-replies">
          {items.map((reply) => (
            <ReplyLine
              key={reply.id} reply={reply} feedback={card.id}
              onChange={(now) => put({ items: items.flatMap((one) => (one.id !== reply.id ? [one] : now ? [now] : [])) }, now ? 0 : -1)}
            />
          ))}
        </ol>
      )}
      {thread.value && !card.held && (
        <ReplyBox card={card} viewer={viewer} audience={thread.value.audience} onAudience={(audience) => put({ audience }, 0)} onSent={(reply) => put({ items: [...items, reply] }, 1)} />
      )}
    </section>
  )
}

function ReplyLine({ reply, feedback, onChange }: { reply: Reply; feedback: string; onChange: (reply: Reply | null) => void }) {
  const { t, ago, date, word } = useWords()
  const acting = useAct()
  const params = { id: feedback, reply: reply.id }
  const name = reply.author.name ?? t('people.former')
  const retractable = reply.retractUntil !== null && Date.parse(reply.retractUntil) > Date.now()
  const retract = () => void acting.run(async () => {
    await call(talkEndpoints.retractReply, { params })
    announce(t('card.retracted'))
    onChange(null)
  })
  const letAlong = () => void acting.run(async () => {
    onChange(await call(talkEndpoints.letAlong, { params }))
    announce(t('talk.letAlongDone'))
  })
  return (
    <li class="talk-reply">
      <Avatar name={name} size={20} />
      <div class="talk-said">
        <p class="small"><b dir="auto">{name}</b> <time class="faint" dateTime={reply.at} title={date(reply.at, 'moment')}>{ago(reply.at)}</time>{reply.kind === 'addendum' && <span class="faint"> · {t('talk.addedLater')}</span>}</p>
        <p class="quote" dir="auto">{reply.text}</p>
        {(retractable || (reply.mine && reply.staysBehind)) && (
          <p class="line line-wrap tiny soft">
            {reply.mine && reply.staysBehind && <span>{t('talk.staysBehind')}</span>}
            {reply.mine && reply.staysBehind && <Button look="line" size="small" onClick={letAlong}>{t('talk.letAlong')}</Button>}
            {retractable && <Button look="quiet" size="small" onClick={retract}>{t('card.retract')}</Button>}
          </p>
        )}
        {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      </div>
    </li>
  )
}

interface BoxProps {
  card: Card
  viewer: string
  audience: AudienceSaid
  onAudience: (audience: AudienceSaid) => void
  onSent: (reply: Reply) => void
}

/** One field, who will read it, and Send. */
function ReplyBox({ card, viewer, audience, onAudience, onSent }: BoxProps) {
  const { t, word } = useWords()
  const { text, id, write } = useReplying(viewer, card.id)
  const [changed, setChanged] = useState(false)
  const [notice, setNotice] = useState<Word | null>(null)
  const field = useRef<HTMLTextAreaElement | null>(null)
  const foot = useRef<HTMLDivElement>(null)
  const trust = useTrust(foot, true)
  const sending = useAct()
  const late = card.mine === 'author' && card.retractUntil === null

  function doubt(byKey: boolean): Word | null {
    if (text.trim() === '') return { key: 'compose.need.words' }
    if (!trust.hasTyped()) return { key: 'compose.need.typing' }
    const verdict = byKey ? 'yes' : trust.press()
    return verdict === 'covered' ? { key: 'compose.need.uncovered', values: { keys: keyText('Ctrl+Enter') } } : verdict === 'again' ? { key: 'compose.need.again' } : null
  }
  function send(byKey: boolean) {
    const says = doubt(byKey)
    setNotice(says)
    if (says) {
      announce(word(says))
      return field.current?.focus()
    }
    void sending.run(async () => {
      try {
        const reply = await call(talkEndpoints.reply, { params: { id: card.id }, body: { id: id(), text, keys: audience.keys ?? [] } })
        write('')
        setChanged(false)
        onSent(reply)
        announce(t('talk.sent'))
      } catch (thrown) {
        const now = AudienceSaid.safeParse((thrown as { more?: { audience?: unknown } }).more?.audience)
        if (!now.success) throw thrown
        setChanged(true)
        announce(t('talk.changed'))
        onAudience(now.data)
      }
    })
  }
  const wrong = errorAt(sending.problem, '/text')
  return (
    <div class="talk-box">
      <TextArea
        label={t(late ? 'talk.addendum' : 'talk.reply')} words maxLength={8_000} value={text} onInput={write} innerRef={(element) => { field.current = element }}
        error={notice ? word(notice) : wrong ? word(wrong) : undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !event.isTrusted) return
          event.preventDefault()
          event.stopPropagation()
          send(true)
        }}
      />
      <div class="send-row" ref={foot}>
        <AudienceLine said={audience} viewer={viewer} first={changed ? t('talk.changed') : undefined} attention={changed} />
        <Button look="ink" keys="Ctrl+Enter" aria-busy={sending.busy} onClick={(event) => event.isTrusted && send(event.detail === 0)}>{t(changed ? 'compose.sendThese' : 'compose.send')}</Button>
      </div>
      {sending.problem && !wrong && <State is="failed" what={word(problemWord(sending.problem))} safe={t('common.draftSafe')} onRetry={() => send(true)} />}
    </div>
  )
}
