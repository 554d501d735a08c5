/** The colleagues that a picker offers: people on the page first, then the directory by name. */
import type { Person, TeamFound } from '../../shared/people'
import { peopleEndpoints } from '../../shared/people'
import { call } from '../bridge/call'
import type { Choice, ChoiceGroup, Words } from '../ui'

export interface Directory {
  search: (query: string, signal: AbortSignal) => Promise<ChoiceGroup[]>
  /** The person behind a choice that was offered. */
  find: (id: string) => Person | undefined
  /** The team behind one. */
  findTeam: (id: string) => TeamFound | undefined
}

/** @param near offered first; @param out never offered: oneself, those chosen already; @param withTeams from the second letter on; @param only others are not offered */
export function directoryOf(near: readonly Person[], out: ReadonlySet<string>, labels: { near: string; all: string; teams: string }, withTeams = false, only: (id: string) => boolean = () => true): Directory {
  const teams = new Map<string, TeamFound>()
  const known = new Map(near.map((person) => [person.id, person]))
  return {
    find: (id) => known.get(id),
    findTeam: (id) => teams.get(id),
    async search(query, signal) {
      await settled(query === '' ? 0 : 120, signal)
      const wanted = query.trim().toLocaleLowerCase()
      const close = near.filter((person) => !out.has(person.id) && person.name.toLocaleLowerCase().includes(wanted))
      // A server that does not know teams offers none.
      const found = withTeams && wanted.length > 1 ? call(peopleEndpoints.teams, { query: { q: query.trim().slice(0, 100) } }).catch(() => ({ items: [] })) : { items: [] }
      const { items } = await call(peopleEndpoints.search, { query: { ...(wanted && { q: query.trim().slice(0, 100) }) } })
      for (const person of items) known.set(person.id, person)
      const rest = items.filter((person) => only(person.id) && !out.has(person.id) && person.status !== 'deactivated' && !close.some((one) => one.id === person.id))
      const ofTeams = (await found).items.slice(0, 5)
      for (const team of ofTeams) teams.set(team.id, team)
      return [{ label: labels.near, choices: close.map(choiceOf) }, { label: labels.all, choices: rest.map(choiceOf) }, { label: labels.teams, choices: ofTeams.map(({ id, name, parent }) => ({ id, label: name, ...(parent && { detail: parent }) })) }]
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

export const labelsOf = ({ t }: Words) => ({ near: t('people.onPage'), all: t('people.all'), teams: t('people.teams') })
