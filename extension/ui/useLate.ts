import { useEffect, useState } from 'preact/hooks'

/** False at first, true after `ms`: a skeleton that comes sooner only flickers. */
export function useLate(ms = 200): boolean {
  const [late, set] = useState(ms <= 0)
  useEffect(() => {
    const timer = setTimeout(() => set(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return late
}
