/** The colleagues that a picker offers: people on the page first, then the directory by name. */
import type { Person } from '../../shared/people'
import { peopleEndpoints } from '../../shared/people'
import { call } from '../bridge/call'
import type { Choice, ChoiceGroup, Words } from '../ui'

export interface Directory {
  search: (query: string, signal: AbortSignal) => Promise<ChoiceGroup[]>
  /**
   * The person who is meant by a choice. Whoever types a name and Enter at once chooses from an older list:
   * they mean the first hit of what they typed, not whoever stood there.
   */
  meant: (id: string) => Promise<Person | undefined>
}

/** @param near offered first; @param out never offered: oneself, those chosen already */
export function directoryOf(near: readonly Person[], out: ReadonlySet<string>, labels: { near: string; all: string }): Directory {
  const known = new Map(near.map((person) => [person.id, person]))
  let asked = ''
  let answered = ''
  const fits = (id: string) => known.get(id)?.name.toLocaleLowerCase().includes(asked.trim().toLocaleLowerCase()) ?? false
  async function search(query: string, signal: AbortSignal): Promise<ChoiceGroup[]> {
    asked = query
    await settled(query === '' ? 0 : 120, signal)
    const wanted = query.trim().toLocaleLowerCase()
    const close = near.filter((person) => !out.has(person.id) && person.name.toLocaleLowerCase().includes(wanted))
    const { items } = await call(peopleEndpoints.search, { query: { ...(wanted && { q: query.trim().slice(0, 100) }) } })
    for (const person of items) known.set(person.id, person)
    const rest = items.filter((person) => !out.has(person.id) && person.status !== 'deactivated' && !close.some((one) => one.id === person.id))
    answered = query
    return [{ label: labels.near, choices: close.map(choiceOf) }, { label: labels.all, choices: rest.map(choiceOf) }]
  }
  return {
    search,
    async meant(id) {
      if (asked === answered || fits(id)) return known.get(id)
      const groups = await search(asked, new AbortController().signal)
      const first = groups.flatMap((group) => group.choices)[0]
      return first && known.get(first.id)
    },
  }
}

function choiceOf(person: Person): Choice {
  const detail = [person.title, person.teams[0]?.name].filter(Boolean).join(' · ')
  return { id: person.id, label: person.name, ...(detail && { detail }) }
}

// A pause in typing, so that not every letter asks the server.
const settled = (ms: number, signal: AbortSignal) => new Promise<void>((resolve, reject) => {
  const timer = setTimeout(resolve, ms)
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    reject(signal.reason as Error)
  })
})

export const labelsOf = ({ t }: Words) => ({ near: t('people.onPage'), all: t('people.all') })
