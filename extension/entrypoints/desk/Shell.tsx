import { useEffect, useRef } from 'preact/hooks'
import { Route, Switch, useLocation } from 'wouter-preact'
import { hasBackground } from '../../bridge/call'
import { deskHref } from '../../organisation/paths'
import { AtIcon, DeskShell, HomeIcon, MessageIcon, SettingsIcon, UserIcon, UsersIcon, useWords } from '../../ui'
import { useDesk } from './context'
import { AdminHandles } from './pages/AdminHandles'
import { AdminPeople } from './pages/AdminPeople'
import { AdminImport, AdminSignIn, AdminSites } from './pages/Administration'
import { Given, Received } from './pages/Feedback'
import { Home } from './pages/Home'
import { InboxPage } from './pages/Inbox'
import { Item } from './pages/Item'
import { NotFound } from './pages/NotFound'
import { People } from './pages/People'
import { PersonPage } from './pages/Person'
import { SettingsPage } from './pages/Settings'
import { UnsentPage } from './pages/Unsent'

/** The rail and the page that the address names. */
export function Shell() {
  const { t } = useWords()
  const { me, held } = useDesk()
  const [path, go] = useLocation()
  useFocusOnGo(path)
  const within = (...starts: string[]) => starts.some((start) => path === start || path.startsWith(`${start}/`))
  const admin = me.person.role === 'admin'
  const places = [
    { at: '/', label: t('desk.home'), icon: <HomeIcon />, current: path === '/' },
    { at: '/inbox', label: t('desk.inbox'), icon: <AtIcon />, current: within('/inbox'), count: held.inbox?.unread ?? 0 },
    { at: '/feedback', label: t('desk.feedback'), icon: <MessageIcon />, current: within('/feedback', '/received', '/given') },
    { at: '/people', label: t('desk.people'), icon: <UsersIcon />, current: within('/people') },
    { at: '/settings', label: t('desk.settings'), icon: <SettingsIcon />, current: within('/settings') },
    ...(admin ? [{ at: '/administration', label: t('desk.administration'), icon: <UserIcon />, current: within('/administration') }] : []),
  ]
  const onGo = (href: string) => go(hasBackground() ? href.replace(/^.*#/, '') : href)
  return (
    <div class="desk-root" onClick={(event) => followWithin(event, onGo)}>
      <DeskShell places={places.map(({ at, ...place }) => ({ ...place, href: deskHref(at) }))} person={{ name: me.person.name, href: deskHref('/settings') }} onGo={onGo}>
        <Switch>
          <Route path="/"><Home /></Route>
          <Route path="/inbox"><InboxPage /></Route>
          <Route path="/feedback"><Received /></Route>
          <Route path="/received"><Received /></Route>
          <Route path="/given"><Given /></Route>
          <Route path="/feedback/:id">{({ id }) => <Item key={id} id={id} />}</Route>
          <Route path="/unsent"><UnsentPage /></Route>
          <Route path="/people"><People /></Route>
          <Route path="/people/:id">{({ id }) => <PersonPage key={id} id={id} />}</Route>
          <Route path="/settings"><SettingsPage /></Route>
          {admin && <Route path="/administration"><AdminPeople /></Route>}
          {admin && <Route path="/administration/people"><AdminPeople /></Route>}
          {admin && <Route path="/administration/handles"><AdminHandles /></Route>}
          {admin && <Route path="/administration/import"><AdminImport /></Route>}
          {admin && <Route path="/administration/sign-in"><AdminSignIn /></Route>}
          {admin && <Route path="/administration/sites"><AdminSites /></Route>}
          <Route><NotFound /></Route>
        </Switch>
      </DeskShell>
    </div>
  )
}

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
