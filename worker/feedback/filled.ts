/** Pages without gaps. A feed's row only finds, the keys say who sees: who was thanked with a team that they have left finds it here and sees it no more. */
import { canSee } from '../../shared/audience.keys'
import type { Viewer } from '../http/session'

interface Found { seq: string; keys: string }
/** Reads what follows a place: what a page was read with, once more. */
export type More<Row> = (after: string) => Promise<readonly Row[]>

/**
 * As many as a page holds of what the viewer may see, newest first, and where the next begins. What they may not see takes no place in it and ends none,
 * so that neither a page's length nor its cursor says that it is there. Costs another read only where there is such a thing.
 */
export async function filled<Row extends Found>(viewer: Pick<Viewer, 'keys'>, rows: readonly Row[], size: number, more: More<Row> = async () => []): Promise<{ rows: Row[]; after: string | null }> {
  const seen: Row[] = []
  for (let read = rows; ; ) {
    const sorted = read.toSorted((a, b) => (a.seq < b.seq ? 1 : -1))
    seen.push(...sorted.filter((row) => canSee(JSON.parse(row.keys) as string[], viewer.keys)))
    if (read.length < size || seen.length >= size) break
    read = await more(sorted.at(-1)!.seq)
  }
  const page = seen.slice(0, size)
  return { rows: page, after: page.length === size ? page.at(-1)!.seq : null }
}
