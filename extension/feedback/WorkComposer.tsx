import type { ComposerProps } from './Composer'
import { Composer } from './Composer'
import { useMe } from '../people/me'
import { noWork } from './composing'
import { useOpened } from './work'

interface Props extends Omit<ComposerProps, 'me' | 'matches' | 'teams' | 'problem' | 'onRetry'> {
  /** The id of the person signed in. */
  viewer: string
}

/** The composer with what it needs loaded by itself: for the popup and the desk. */
export function WorkComposer({ viewer, work = noWork, ...rest }: Props) {
  const me = useMe(viewer)
  const opened = useOpened(work, viewer)
  return (
    <Composer
      {...rest} work={work} me={me.value ?? null} matches={opened.value?.people ?? null} teams={opened.value?.teams}
      problem={me.problem ?? opened.problem} onRetry={() => { me.again(); opened.again() }}
    />
  )
}
