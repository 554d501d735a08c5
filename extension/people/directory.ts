/** The colleagues that a picker offers: people on the page first, then the directory by name. */
import type { Person } from '../../shared/people'
import { peopleEndpoints } from '../../shared/people'
import { call } from '../bridge/call'
import type { Choice, ChoiceGroup, Words } from '../ui'

export interface Directory {
  search: (query: string, signal: AbortSignal) => Promise<ChoiceGroup[]>
  /** The person behind a choice that was offered. */
  find: (id: string) => Person | undefined
}

/** @param near offered first; @param out never offered: oneself, those chosen already */
export function directoryOf(near: readonly Person[], out: ReadonlySet<string>, labels: { near: string; all: string }): Directory {
  const known = new Map(near.map((person) => [person.id, person]))
  return {
    find: (id) => known.get(id),
    async search(query, signal) {
      await settled(query === '' ? 0 : 120, signal)
      const wanted = query.trim().toLocaleLowerCase()
      const close = near.filter((person) => !out.has(person.id) && person.name.toLocaleLowerCase().includes(wanted))
      const { items } = await call(peopleEndpoints.search, { query: { ...(wanted && { q: query.trim().slice(0, 100) }) } })
      for (const person of items) known.set(person.id, person)
      const rest = items.filter((person) => !out.has(person.id) && person.status !== 'deactivated' && !close.some((one) => one.id === person.id))
      return [{ label: labels.near, choices: close.map(choiceOf) }, { label: labels.all, choices: rest.map(choiceOf) }]
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
