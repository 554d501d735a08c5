import { deskHref } from '../../organisation/paths'

/** Pages of one noun, beside each other. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly { path: string; label: string; current: boolean }[] }) {
  return (
    <nav class="desk-tabs" aria-label={label}>
      {tabs.map((tab) => <a key={tab.path} href={deskHref(tab.path)} aria-current={tab.current ? 'page' : undefined}>{tab.label}</a>)}
    </nav>
  )
}
