/** A reply while it is written: kept for this tab, one id as long as its words stay, so that sending it again sends it once. */
import { useRef, useState } from 'preact/hooks'
import { newId } from '../../shared/ids'

const place = (viewer: string, feedback: string): string => `reply:${viewer}:${feedback}`

function kept(at: string): string {
  try {
    return sessionStorage.getItem(at) ?? ''
  } catch {
    return ''
  }
}

function keep(at: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(at)
    else sessionStorage.setItem(at, text)
  } catch {
    // A page without storage of its own: the words stay as long as it does.
  }
}

export function useReplying(viewer: string, feedback: string): { text: string; id: () => string; write: (text: string) => void } {
  const at = place(viewer, feedback)
  const [text, set] = useState(() => kept(at))
  const id = useRef(newId())
  return {
    text,
    id: () => id.current,
    write(next) {
      id.current = newId()
      keep(at, next)
      set(next)
    },
  }
}
