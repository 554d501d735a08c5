import { useEffect } from 'preact/hooks'
import { useLoad } from '../organisation/load'
import { Chips, FlagIcon, useWords } from '../ui'
import { percentText, readingText } from './figures'
import { goalHref } from './paths'
import { servedBy, tellState } from './served'
import './goals.css'

interface Props {
  artifactId: string
  /** As the page shows it; null where it does not say. */
  state: string | null
}

/** In the panel, at the click: the goals that this work serves, as far as the reader may see them, each with its way up to the priority; what is hidden on it says so. */
export function ServedHere({ artifactId, state }: Props) {
  const words = useWords()
  const { t } = words
  const served = useLoad(() => servedBy(artifactId), [artifactId])
  const items = served.value ?? []
  const serves = items.length > 0
  // Where no webhook has spoken, what the page shows moves what waits for this work. Of work that serves nothing, nothing is told.
  useEffect(() => {
    if (serves && state !== null) void tellState(artifactId, state).then((moved) => moved && served.again(), () => undefined)
  }, [artifactId, state, serves])
  // Nothing, and nothing that could not be asked: the panel says elsewhere that it is offline.
  if (!serves) return null
  return (
    <section class="served" aria-label={t('goals.served')}>
      <Chips>
        {items.map(({ goal, keyResult, path, priority }) => {
          const part = goal.keyResults.find((one) => one.id === keyResult)
          const reading = part && part.measure === 'number' && part.target > part.baseline ? t('goals.counted', { current: readingText(words, part, part.current ?? part.baseline), target: readingText(words, part, part.target) }) : goal.progress === null ? '' : percentText(words, part?.progress ?? goal.progress)
          const title = part?.title ?? goal.title
          const way = [...(part ? [goal.title] : []), ...path.map((one) => (one === null ? '' : one.hidden ? t('goals.hidden') : one.title)), ...(priority ? [priority.title] : [])].filter(Boolean)
          const says = t('goals.path', { way: way.join(' › ') })
          return (
            <a key={goal.id + (keyResult ?? '')} class="chip chip-button served-goal" href={goalHref(goal.id)} target="_blank" rel="noopener" {...(way.length > 0 && { title: says })}>
              <FlagIcon size={14} />
              <span>{reading && <span class="soft figures">{reading} </span>}<span dir="auto">{title}</span>{way.length > 0 && <span class="tiny soft served-way">{says}</span>}</span>
            </a>
          )
        })}
      </Chips>
    </section>
  )
}
