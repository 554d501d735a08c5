import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Route, Switch, useLocation } from 'wouter-preact'
import { hasBackground } from '../../bridge/call'
import { deskHref } from '../../organisation/paths'
import { SearchTool } from '../../search/SearchTool'
import { later, useWords } from '../../ui'
import { DeskShell } from '../../ui/DeskShell'
import { useDesk } from './context'
import { DetailsContext } from './details'
import { NotFound } from './pages/NotFound'
import { places, routes } from './places'

const ShutNote = later(() => import('../../people/ShutNote').then(({ ShutNote: Note }) => Note))
const HomeDetails = later(() => import('./HomeDetails').then(({ HomeDetails: Details }) => Details))

/** The rail and the page that the address names: both are tables in places.tsx. */
export function Shell() {
  const { t } = useWords()
  const { me, held } = useDesk()
  const [path, go] = useLocation()
  const [details, setDetails] = useState<ComponentChildren>(null)
  useFocusOnGo(path)
  const within = (start: string) => path === start || (start !== '/' && path.startsWith(`${start}/`))
  const rail = places.filter(({ who }) => !who || who(me)).map(({ at, label, icon: Icon, also, count }) => ({
    href: deskHref(at), label: t(label), icon: <Icon />, current: [at, ...(also ?? [])].some(within), ...(count && { count: count(held.inbox) }),
  }))
  const onGo = (href: string) => go(hasBackground() ? href.replace(/^.*#/, '') : href)
  return (
    <div class="desk-root" onClick={(event) => followWithin(event, onGo)}>
      <DeskShell tools={<SearchTool here={within('/search')} onGo={onGo} />} places={rail} person={{ name: me.person.name, href: deskHref('/settings') }} onGo={onGo} details={path === '/' ? <HomeDetails /> : details}>
        {me.shutBefore && <ShutNote before={me.shutBefore} />}
        <DetailsContext.Provider value={setDetails}>
        <Switch>
          {routes.filter(({ who }) => !who || who(me)).map(({ path: at, page: Page }) => (
            <Route key={at} path={at}>{(params: Record<string, string>) => <Page key={Object.values(params).join('/')} {...named(params)} />}</Route>
          ))}
          <Route><NotFound /></Route>
        </Switch>
        </DetailsContext.Provider>
      </DeskShell>
    </div>
  )
}

/** The parts of an address by their names; wouter gives them by their numbers too. */
const named = (params: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(params).filter(([name]) => Number.isNaN(Number(name))))

/** Links within the desk change the page without leaving it; whoever wants a new tab gets one. */
function followWithin(event: MouseEvent, onGo: (href: string) => void): void {
  const link = (event.target as Element).closest('a')
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const href = link.getAttribute('href') ?? ''
  const within = hasBackground() ? href.startsWith('/desk.html#') : /^\/(?!\/|sign-in)/.test(href)
  if (link.target || !within) return
  event.preventDefault()
  onGo(href)
}

/** A new page begins at its top, and with its heading for whoever listens. */
function useFocusOnGo(path: string): void {
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    scrollTo(0, 0)
    document.getElementById('content')?.focus({ preventScroll: true })
  }, [path])
}
