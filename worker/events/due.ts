/** A row of `due`: what is still to be done beyond the inbox. */
import type { Failure } from '../../shared/channels'

/** One thing to do for one person (or channel) about one event. */
export interface Due { org_id: string; seq: string; reaction: string; person_id: string; tries: number }

/** After this many tries it is dead, and left to be seen. */
export const maxTries = 8

/** Not now: at this moment (milliseconds since 1970), as if it had not been tried. */
export class Later extends Error {
  constructor(readonly at: number) {
    super('later')
    this.name = 'Later'
  }
}

/** It could not be delivered, in one of a few classes that an admin reads. */
export class Undelivered extends Error {
  constructor(readonly reason: Failure) {
    super(reason)
    this.name = `Undelivered.${reason}`
  }
}
