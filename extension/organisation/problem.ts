import type { Refusal } from '../../shared/problem'
import type { Word } from '../../shared/words/index'

/** The words of a problem: what happened and what to do. */
export const problemWord = ({ code, more }: Refusal): Word => ({ key: `problem.${code}`, values: more.params ?? {} })

/** Nothing answered: what is on the page stays as it is. */
export const isOffline = (problem: Refusal | null): boolean => problem?.code === 'offline'

/** The person is not, or no longer, signed in. */
export const isSignedOut = (problem: Refusal | null): boolean =>
  problem !== null && ['sign-in-needed', 'session-ended', 'account-closed'].includes(problem.code)
