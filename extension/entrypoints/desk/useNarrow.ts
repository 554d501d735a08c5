import { useEffect, useState } from 'preact/hooks'

const narrow = () => matchMedia('(width < 720px)')

/** Under 720 px: the phone's order. */
export function useNarrow(): boolean {
  const [is, set] = useState(() => narrow().matches)
  useEffect(() => {
    const media = narrow()
    const hear = () => set(media.matches)
    media.addEventListener('change', hear)
    return () => media.removeEventListener('change', hear)
  }, [])
  return is
}
