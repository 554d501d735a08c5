import { dayOf } from '../../../shared/days'
import { feedbackEndpoints } from '../../../shared/feedback'
import type { Card } from '../../../shared/cards'
import type { MeetingListed } from '../../../shared/meetings'
import { monthAt, monthsBefore } from '../../../shared/timeline'
import { call } from '../../bridge/call'
import { Nudge } from '../../notifications/Nudge'
import { useLoad } from '../../organisation/load'
import { deskHref } from '../../organisation/paths'
import { Avatar, Section, Stone, UsersIcon, useWords } from '../../ui'
import { useDesk } from './context'

/** Beside the first page: what the day holds, what I said this quarter, a nudge. */
export function HomeDetails() {
  const { t } = useWords()
  const { waits } = useDesk()
  const zone = useDesk().me.settings.timeZone ?? 'UTC'
  const today = (waits.waiting?.meetings ?? []).filter((one) => one.next && dayOf(Date.parse(one.next), zone) === dayOf(Date.now(), zone))
  const nudge = waits.waiting?.nudge
  return (
    <>
      {today.length > 0 && <Section title={t('home.today')}><ul class="stack">{today.map((one) => <MeetingLine key={one.id} meeting={one} zone={zone} />)}</ul></Section>}
      <Quarter zone={zone} />
      {nudge && <Nudge nudge={nudge} onDone={() => void waits.refresh()} />}
    </>
  )
}

function MeetingLine({ meeting: { person, team, next, first }, zone }: { meeting: MeetingListed; zone: string }) {
  const { t, language } = useWords()
  const name = person?.name ?? team?.name ?? t('common.former')
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(Date.parse(next!))
  return (
    <li class="home-meeting">
      {person ? <Avatar name={name} size={24} /> : <UsersIcon />}
      <div>
        <p><a href={deskHref(person ? `/meetings/person/${person.id}` : `/meetings/team/${team?.id ?? ''}`)}><strong>{t(person ? 'home.with' : 'home.withTeam', { name })}</strong></a> <span class="figures">{time}</span></p>
        {first.map((point) => <p key={point} class="small soft" dir="auto">{point}</p>)}
      </div>
    </li>
  )
}

/** Beyond so many stones in a month: one fewer, and a count of the rest. */
const most = 7
const pagesAtMost = 5

/** Everything that I said since the quarter began, as far as a few pages hold it. */
async function saidSince(month: string, zone: string): Promise<{ cards: Card[]; whole: boolean }> {
  const cards: Card[] = []
  for (let page = 0, after: string | null | undefined; page < pagesAtMost; page += 1) {
    const { items, after: next }: { items: Card[]; after: string | null } = await call(feedbackEndpoints.given, { query: { after: after ?? undefined } })
    cards.push(...items)
    if (next === null || items.some((card) => monthAt(card.at, zone) < month)) return { cards: cards.filter((card) => monthAt(card.at, zone) >= month), whole: true }
    after = next
  }
  return { cards, whole: false }
}

/** A cairn for each month of the quarter. Nobody else sees it: no number of anybody is compared. */
function Quarter({ zone }: { zone: string }) {
  const { t, language } = useWords()
  const now = monthAt(Date.now(), zone)
  const start = monthsBefore(now, (Number(now.slice(5)) - 1) % 3)
  const said = useLoad(() => saidSince(start, zone), [start, zone])
  if (!said.value) return null
  const { cards, whole } = said.value
  const months = [0, 1, 2].map((n) => monthsBefore(start, -n))
  const people = new Set(cards.flatMap((card) => card.recipients.map((one) => one.id))).size
  const name = (month: string) => new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))
  const of = (month: string) => cards.filter((card) => monthAt(card.at, zone) === month)
  const sentence = cards.length === 0 ? t('home.saidNothing') : t(whole ? 'home.stones' : 'home.stonesMore', { count: cards.length, people })
  return (
    <Section title={t('home.said')}>
      <div class="home-cairns" role="img" aria-label={months.map((month) => t('home.inMonth', { month: name(month), count: of(month).length })).join(' ')}>
        {months.map((month) => {
          const stones = of(month)
          const shown = stones.slice(0, stones.length > most ? most - 1 : most)
          return (
            <div key={month} class="home-cairn">
              <div class="home-pile">
                {stones.length > shown.length && <span class="tiny soft figures">+{stones.length - shown.length}</span>}
                {shown.map((card, index) => <Stone key={card.id} kind={card.kind} size={22 + (index - shown.length + most) * 2} />)}
                {month > now && <span class="tiny soft">{t('home.toCome')}</span>}
              </div>
              <span class="small soft">{name(month)}</span>
            </div>
          )
        })}
      </div>
      <p class="small soft">{sentence} {t('home.onlyYou')}</p>
    </Section>
  )
}
