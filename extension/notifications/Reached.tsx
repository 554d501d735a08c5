import type { Card as Said } from '../../shared/feedback'
import type { InboxItem } from '../../shared/notifications'
import { sayWho } from '../../shared/saying'
import { AtIcon, Avatar, Card, CheckIcon, ChipLink, Chips, EyeIcon, FlagIcon, LockIcon, Meta, Row, Stone, UserIcon, useWords } from '../ui'
import { deskHref } from '../organisation/paths'
import { lineOf, saidIn, thankable } from './line'
import { ThankButton } from './ThankButton'
import { workOf } from './work'

interface Props {
  item: InboxItem
  viewer: string
  /** The key for thanks stands on this one. */
  keyed?: boolean
  onThank: (card: Said, thanks: boolean) => Promise<unknown>
}

/** What reached the person, in full: who, the words, the work, who else sees it, and thanks. */
export function ReachedCard({ item, card, viewer, keyed, onThank }: Props & { card: Said }) {
  const words = useWords()
  const { t, word, rich, ago } = words
  const line = lineOf(item, words)
  const work = workOf(card, words)
  const wide = card.audience.visibility === 'organization' || card.audience.visibility === 'team'
  return (
    <Card
      label={t(line.key, line.values)}
      head={<><Avatar name={card.author.name ?? ''} /><span>{rich(line.key, line.values)} <a class="faint reached-when" href={deskHref(`/feedback/${card.id}`)}>{ago(item.at)}</a></span></>}
      end={<span class={item.read ? undefined : 'joy'}><Stone kind={card.kind} /></span>}
    >
      <p class="words reached-words" dir="auto">{saidIn(card)}</p>
      {(card.values.length > 0 || work) && (
        <Chips>
          {card.values.map((value) => <span key={value.id} class="chip chip-on chip-accent" dir="auto">{value.name}</span>)}
          {work?.url && <ChipLink href={work.url} icon={work.icon}>{work.title}</ChipLink>}
          {work && !work.url && <span class="chip">{work.icon}<span>{work.title}</span></span>}
        </Chips>
      )}
      <div class="line line-wrap line-between reached-foot">
        <div class="grow"><Meta icon={wide ? <EyeIcon size={14} /> : <LockIcon size={14} />}>{sayWho(card.audience, viewer).map(word).join(' ')}</Meta></div>
        {card.mine === 'recipient' && <ThankButton card={card} {...(keyed ? { keyed } : {})} onThank={onThank} />}
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
  const said = card && item.kind === 'feedback.received' ? saidIn(card) : null
  const work = card && !said ? workOf(card, words) : null
  return (
    <Row
      mark={markOf(item)}
      title={<>{rich(line.key, line.values)} <span class="faint reached-when">{ago(item.at)}</span>{!item.read && <span class="unread">{t('notification.unread')}</span>}</>}
      detail={said ? <span class="quote cut reached-line" dir="auto">{said}</span> : work ? <span dir="auto">{t('notification.about', { title: work.title })}</span> : item.handle ? <bdi>{item.handle.instance}</bdi> : undefined}
      {...(href ? { href } : {})}
      action={card && thankable(item) ? <ThankButton card={card} {...(keyed ? { keyed } : {})} onThank={onThank} /> : undefined}
    />
  )
}

function markOf(item: InboxItem) {
  if (item.kind === 'feedback.thanked') return <CheckIcon />
  if (item.card) return <Stone kind={item.card.kind} />
  if (item.handle) return <AtIcon />
  return item.kind === 'account.changed' ? <FlagIcon /> : <UserIcon />
}
