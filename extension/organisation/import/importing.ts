/** An import of people, as far as it has come. It lives outside the page, so that it can be left and found again. */
import { signal } from '@preact/signals'
import { peopleEndpoints, type ImportPreview } from '../../../shared/people'
import type { Refusal } from '../../../shared/problem'
import { call } from '../../bridge/call'
import { refusalOf } from '../load'

export interface Importing {
  at: 'choosing' | 'reading' | 'previewed' | 'writing' | 'done'
  csv: string
  /** The file's name; null where it was pasted. */
  file: string | null
  /** People who are not in the file lose their access. */
  whole: boolean
  preview: ImportPreview | null
  problem: Refusal | null
}

/** 5 MiB, as the server takes it. */
export const maxBytes = 5 * 1024 * 1024
const fresh: Importing = { at: 'choosing', csv: '', file: null, whole: false, preview: null, problem: null }
export const importing = signal<Importing>(fresh)
const put = (part: Partial<Importing>) => void (importing.value = { ...importing.value, ...part })

/** Another text or another choice: a preview of the old one no longer holds. */
export const choose = (part: Partial<Pick<Importing, 'csv' | 'file' | 'whole'>>): void => put({ ...part, at: 'choosing', preview: null, problem: null })

export const startOver = (): void => void (importing.value = fresh)

/** How many people the text speaks of, as far as one can tell without reading it well: for the words of waiting. */
export const linesOf = (csv: string): number => Math.max(0, csv.trim().split('\n').length - 1)

/** The text of a file: UTF-8, or else what spreadsheets on Windows save as CSV. Names must not lose their letters. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Asks the server what would be. Nothing is written. */
export async function preview(): Promise<void> {
  const { csv, whole } = importing.value
  put({ at: 'reading', problem: null })
  try {
    put({ at: 'previewed', preview: await call(peopleEndpoints.import, { body: { csv, whole, commit: false } }) })
  } catch (thrown) {
    put({ at: 'choosing', problem: refusalOf(thrown) })
  }
}

/** Writes what was previewed, all of it or nothing. @param confirmed the second word, where more than 5 % would lose their access */
export async function commit(confirmed: boolean): Promise<void> {
  const { csv, whole } = importing.value
  put({ at: 'writing', problem: null })
  try {
    put({ at: 'done', csv: '', preview: await call(peopleEndpoints.import, { body: { csv, whole, commit: true, ...(confirmed && { confirmed }) } }) })
  } catch (thrown) {
    put({ at: 'previewed', problem: refusalOf(thrown) })
  }
}

/** What would change, all in all. */
export const changesIn = ({ counts }: ImportPreview): number => counts.new + counts.changed + counts.deactivated
