import type { Goal } from '../../shared/goals'
import { keyText, siteName } from '../artifacts/naming'
import { WorkIcon } from '../artifacts/WorkIcon'
import { Avatar, FlagIcon, IconButton, LockIcon, Section, useWords, XIcon } from '../ui'
import { statusOf } from './figures'
import { goalHref } from './paths'
import { StatusShape } from './StatusShape'

/** What a goal serves: its priority or that at the top of its way, and the goals above it from the highest; one that the reader may not see has no name. */
export function Serves({ goal }: { goal: Goal }) {
  const { t } = useWords()
  const above = goal.path.toReversed()
  if (!goal.serves && above.length === 0) return <Section title={t('goals.serves')}><p class="small soft">{t(goal.scope === 'company' ? 'goals.serves.top' : 'goals.serves.nothing')}</p></Section>
  return (
    <Section title={t('goals.serves')}>
      <ul class="goal-beside small">
        {goal.serves && <li><FlagIcon /><span><span dir="auto">{goal.serves.title}</span><span class="tiny soft">{t('goals.priority')}</span></span></li>}
        {above.map((one, index) => (
          <li key={index}>{one?.hidden === false ? <><FlagIcon /><a href={goalHref(one.id)} dir="auto">{one.title}</a></> : <><LockIcon /><span class="soft">{t('goals.hidden')}</span></>}</li>
        ))}
      </ul>
    </Section>
  )
}

/** The goals aligned to it that the reader sees. */
export function ServedBy({ goal }: { goal: Goal }) {
  const { t } = useWords()
  if (goal.aligned.length === 0) return null
  return (
    <Section title={t('goals.servedBy')}>
      <ul class="goal-beside goal-served small">
        {goal.aligned.map((one) => <li key={one.id}><Avatar name={one.owner.name ?? ''} /><span><a href={goalHref(one.id)} dir="auto">{one.title}</a><span class="hidden-visually">{one.owner.name}</span></span><StatusShape status={statusOf(one)} /></li>)}
      </ul>
    </Section>
  )
}

/** The work that serves it, with its state as a webhook or somebody's page said it. */
export function LinkedWork({ goal, onUnlink }: { goal: Goal; onUnlink?: (artifact: string) => void }) {
  const { t } = useWords()
  return (
    <Section title={t('goals.work')} {...(goal.links.length > 0 && { aside: goal.links.length })}>
      {goal.links.length === 0 && <p class="small soft">{t('goals.work.none')}</p>}
      <ul class="goal-beside small">
        {goal.links.map(({ artifact, state, seenBy, reached }, index) => artifact.guarded
          ? <li key={index}><LockIcon /><span>{t('goals.work.private', { site: siteName(artifact.site) })}<span class="tiny soft">{t('goals.work.hidden')}</span></span></li>
          : (
            <li key={artifact.id}>
              <WorkIcon type={artifact.type} />
              <span>
                <a href={artifact.url} target="_blank" rel="noopener noreferrer" dir="auto">{artifact.title ?? keyText(artifact)}</a>
                <span class="tiny soft"><bdi>{keyText(artifact)}</bdi>{state && <>, {state}</>}{reached && <> · {t('goals.work.counts')}</>}{seenBy?.name && <> · {t('goals.work.seenBy', { name: seenBy.name })}</>}</span>
              </span>
              {onUnlink && <IconButton small label={t('goals.work.unlink', { title: artifact.title ?? keyText(artifact) })} onClick={() => onUnlink(artifact.id)}><XIcon size={14} /></IconButton>}
            </li>
            ))}
      </ul>
    </Section>
  )
}

const known = ['set', 'takenUp', 'closed', 'reopened', 'linked', 'unlinked', 'keyResultAdded', 'keyResultChanged', 'keyResultDropped', 'keyResultBack', 'needAnswered', 'stale', 'ending', 'changed'] as const

/** What changed, and who did it. */
export function History({ goal }: { goal: Goal }) {
  const { t, rich, ago, date } = useWords()
  if (goal.changes.length === 0) return null
  return (
    <Section title={t('goals.history')}>
      <ul class="goal-history small">
        {goal.changes.map(({ kind, by, at }, index) => (
          <li key={index}><span>{rich(`goals.change.${known.find((one) => one === kind.replace(/^goal\./, '')) ?? 'changed'}`, { name: by?.name ?? t('common.former') })}</span> <time class="faint" dateTime={at} title={date(at, 'moment')}>{ago(at)}</time></li>
        ))}
      </ul>
    </Section>
  )
}
