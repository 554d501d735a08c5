import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Me } from '../../../shared/people'
import type { Settings } from '../../bridge/messages'
import type { HeldInbox } from '../../notifications/inbox'
import type { HeldWaiting } from '../../waiting/waiting'

/** What every page of the desk knows. */
export interface DeskFacts {
  me: Me
  setMe: (me: Me) => void
  held: HeldInbox
  waits: HeldWaiting
  /** Keeps language and theme in this browser too. */
  look: (part: Partial<Settings>) => Promise<unknown>
}

export const DeskContext = createContext<DeskFacts | null>(null)

/** The facts of the desk around a page. */
export function useDesk(): DeskFacts {
  const facts = useContext(DeskContext)
  if (!facts) throw new Error('useDesk needs the desk around it')
  return facts
}
