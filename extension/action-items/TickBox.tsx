import { useEffect, useState } from 'preact/hooks'

interface Props {
  label: string
  checked: boolean
  /** Resolves to whether it went: else the tick goes back. */
  onTick: (checked: boolean) => Promise<boolean>
}

/** A box to tick in a row. The tick stands at once. */
export function TickBox({ label, checked, onTick }: Props) {
  const [shown, show] = useState(checked)
  useEffect(() => show(checked), [checked])
  const tick = (wanted: boolean) => {
    show(wanted)
    void onTick(wanted).then((went) => went || show(checked))
  }
  return <span class="tick"><input type="checkbox" aria-label={label} checked={shown} onChange={({ currentTarget }) => tick(currentTarget.checked)} /></span>
}
