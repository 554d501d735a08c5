/** What to do when somebody else was faster. */
import { Refusal } from '../../shared/problem'

/** Looks again when somebody else changed the item in between. @throws Refusal `conflict` when that happens four times in a row */
export async function settled<T>(once: () => Promise<T>): Promise<T> {
  for (let tries = 3; ; tries -= 1) {
    try {
      return await once()
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'conflict' || tries === 0) throw error
    }
  }
}
