import type { Card as Said } from '../../shared/cards'
import type { InboxItem } from '../../shared/notifications'
import { sayWho } from '../../shared/saying'
import { isWide } from '../feedback/AudienceLine'
import { WordsSaid } from '../feedback/WordsSaid'
import { WorkLine } from '../feedback/WorkLine'
import { AtIcon, Avatar, CalendarIcon, Card, CheckIcon, Chip, Chips, EyeIcon, FlagIcon, HelpIcon, LockIcon, Meta, Row, Stone, UserIcon, useWords } from '../ui'
import { keyText } from '../artifacts/naming'
import { deskHref } from '../organisation/paths'
import { coreOf, lineOf, thankable } from './line'
import { ThankButton } from './ThankButton'

interface Props {
  item: InboxItem
  viewer: string
  /** The key for thanks stands on this one. */
  keyed?: boolean
  onThank: (card: Said, thanks: boolean) => Promise<unknown>
}

/** What reached the person, in full: who, the words, the work, who else sees it, and thanks. */
export function ReachedCard({ item, card, viewer, keyed, onThank, reply }: Props & { card: Said; reply?: string }) {
  const words = useWords()
  const { t, word, rich, ago } = words
  const line = lineOf(item, words)
  return (
    <Card
      label={t(line.key, line.values)}
      head={<><Avatar name={card.author.name ?? ''} /><span class="grow">{rich(line.key, line.values)}</span></>}
      end={<><a class="tiny faint reached-open" href={deskHref(`/feedback/${card.id}`)}>{ago(item.at)}</a><span class={item.read ? undefined : 'joy'}><Stone kind={card.kind} /></span></>}
    >
      <WordsSaid body={card.body} quote />
      {(card.values.length > 0 || card.artifact) && (
        <Chips>
          {card.values.map((value) => <Chip key={value.id} accent>{value.name}</Chip>)}
          {card.goals?.map((goal) => <Chip key={goal.id} icon={<FlagIcon size={14} />}>{goal.title}</Chip>)}
          {card.artifact && <WorkLine artifact={card.artifact} />}
        </Chips>
      )}
      <div class="line line-wrap line-between reached-foot">
        <div class="grow"><Meta icon={isWide(card.audience) ? <EyeIcon size={14} /> : <LockIcon size={14} />}>{sayWho(card.audience, viewer).map(word).join(' ')}</Meta></div>
        <div class="line">
          {card.mine === 'recipient' && <ThankButton card={card} {...(keyed ? { keyed } : {})} onThank={onThank} />}
          {reply && <a class="button button-quiet" href={reply}>{t('notification.reply')}</a>}
        </div>
      </div>
    </Card>
  )
}

/** What reached the person, in two lines; it opens in the desk. */
export function ReachedRow({ item, keyed, onThank, href }: Omit<Props, 'viewer'> & { href?: string }) {
  const words = useWords()
  const { rich, ago, t } = words
  const line = lineOf(item, words)
  const { card } = item
  const said = card && item.kind === 'feedback.received' ? coreOf(card) : null
  const work = card && !said && card.artifact && !card.artifact.guarded ? (card.artifact.title ?? keyText(card.artifact)) : null
  return (
    <Row
      mark={markOf(item)}
      title={<>{rich(line.key, line.values)} <span class="faint reached-when">{ago(item.at)}</span>{!item.read && <span class="unread">{t('notification.unread')}</span>}</>}
      detail={said ? <span class="quote cut reached-line" dir="auto">{said}</span> : work ? <span dir="auto">{t('notification.about', { title: work })}</span> : item.handle ? <bdi>{item.handle.instance}</bdi> : undefined}
      {...(href ? { href } : {})}
      action={card && thankable(item) ? <ThankButton card={card} {...(keyed ? { keyed } : {})} onThank={onThank} /> : undefined}
    />
  )
}

function markOf(item: InboxItem) {
  if (item.kind === 'feedback.thanked') return <CheckIcon />
  if (item.card) return <Stone kind={item.card.kind} />
  if (item.handle) return <AtIcon />
  if (item.kind.startsWith('meeting.')) return <CalendarIcon />
  if (item.kind.startsWith('goal.')) return <FlagIcon />
  if (item.kind.startsWith('request.')) return <HelpIcon />
  return <UserIcon />
}
