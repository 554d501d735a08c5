import type { ComponentChildren } from 'preact'
import { Avatar } from './Avatar'
import { DotsIcon } from './icons'
import { Menu } from './Menu'
import { Mark } from './stones'
import { useWords } from './words'

export interface Place {
  href: string
  label: string
  icon: ComponentChildren
  /** What waits there. */
  count?: number
  current?: boolean
}

interface Props {
  places: readonly Place[]
  /** Who is signed in; the link leads to their settings. */
  person?: { name: string; href: string }
  /** Beside the mark on small screens, above the places on large ones: search. */
  tools?: ComponentChildren
  /** The column at the end; below the content on smaller screens. */
  details?: ComponentChildren
  /** Takes over navigation within the desk; without it links are links. */
  onGo?: (href: string) => void
  children: ComponentChildren
}

/** Rail, content, details. From 1120 px three columns, from 720 the details go below, under 720 the rail becomes five tabs at the bottom. */
export function DeskShell({ places, person, tools, details, onGo, children }: Props) {
  const { t } = useWords()
  const go = (href: string) => (event: MouseEvent) => {
    if (!onGo || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    onGo(href)
  }
  const rest = places.length > 5 ? places.slice(4) : []
  return (
    <div class={details ? 'desk desk-detailed' : 'desk'}>
      <a class="desk-skip" href="#content" onClick={(event) => { event.preventDefault(); document.getElementById('content')?.focus() }}>{t('common.skip')}</a>
      <header class="desk-rail">
        <div class="desk-brand"><Mark size={20} /><span class="desk-name">{t('common.product')}</span></div>
        {tools && <div class="desk-tools">{tools}</div>}
        <nav class="desk-places" aria-label={t('common.pages')}>
          <ul>
            {places.map((place) => (
              <li key={place.href} class={rest.includes(place) ? 'desk-rest' : undefined}>
                <a href={place.href} aria-current={place.current ? 'page' : undefined} onClick={go(place.href)}>
                  {place.icon}
                  <span>{place.label}</span>
                  {place.count ? <b class="figures">{place.count}</b> : null}
                </a>
              </li>
            ))}
            {rest.length > 0 && (
              <li class="desk-more">
                <Menu label={t('common.morePages')} icon={<DotsIcon />} items={rest.map(({ href, label, icon }) => ({ label, icon, onSelect: () => (onGo ? onGo(href) : location.assign(href)) }))}>{t('common.morePages')}</Menu>
              </li>
            )}
          </ul>
        </nav>
        {person && <a class="desk-person" href={person.href} onClick={go(person.href)}><Avatar name={person.name} /><span class="desk-person-name" dir="auto">{person.name}</span></a>}
      </header>
      <main id="content" class="desk-content" tabIndex={-1}>{children}</main>
      {details && <aside class="desk-details" aria-label={t('common.details')}>{details}</aside>}
    </div>
  )
}
