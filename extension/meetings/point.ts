/** A talking point's words, and the work it hangs on. Pure. */
import type { Citation } from '../../shared/feedback'
import type { TalkingPoint } from '../../shared/meetings'

/** What it is called: its words, or the work. @param other where it has neither */
export const textOf = ({ text, artifact }: Pick<TalkingPoint, 'text' | 'artifact'>, other: string): string =>
  text || (artifact && !artifact.guarded ? (artifact.title ?? artifact.key) : other)

/** The work of a point as it was put on, to put it on again. What its reader may not know cannot be said again: that is nobody's own point. */
export function citedAgain(artifact: TalkingPoint['artifact']): Citation | null {
  if (!artifact || artifact.guarded) return null
  const { site, instance, type, key, url, title, state } = artifact
  return { ref: { site, instance, type, key, url }, title, state, visibility: artifact.private ? 'private' : 'public', showTitle: !artifact.hiddenFromOthers }
}
