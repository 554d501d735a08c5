/** What happened, said once to assistive technology. There is no toast: what matters stands on the page as well. */
import { signal } from '@preact/signals'

const said = signal('')

/** Says a sentence through the page's StatusRegion. The same sentence twice is heard twice. */
export function announce(text: string): void {
  said.value = said.value === text ? `${text}\u00A0` : text
}

/** The page's one `role="status"`. Render it once, from the start: a region that comes with its words is not heard. */
export function StatusRegion() {
  return <div class="hidden-visually" role="status">{said}</div>
}
