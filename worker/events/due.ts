/** A row of `due`: what is still to be done beyond the inbox. */

/** One thing to do for one person about one event. */
export interface Due { org_id: string; seq: string; reaction: string; person_id: string; tries: number }
