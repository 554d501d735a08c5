/** What a delivery tells of a piece of work: all that is taken from a payload. */
import type { ArtifactRef } from '../../shared/artifacts'
import type { Work } from '../../shared/moves'

export interface Told {
  ref: ArtifactRef & { site: 'github' | 'jira' }
  work: Work
  /** The work's own time of its last change (ms). */
  at: number
  /** Deleted, or moved away: it counts nowhere. */
  gone: boolean
  private: boolean
}

/** Labels of one piece of work: each is looked up before anybody knows whether to believe it. */
export const mostNames = 100

/** The time in a payload; Jira leaves out the colon of an offset. @returns NaN for what is none */
export const timeIn = (text: string): number => Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
