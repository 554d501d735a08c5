import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { Router } from 'wouter-preact'
import { useHashLocation } from 'wouter-preact/use-hash-location'
import { hasBackground, listen } from '../../bridge/call'
import { CardParts } from '../../feedback/cardParts'
import { useInbox } from '../../notifications/inbox'
import type { Look } from '../../organisation/look'
import { isOffline, isSignedOut, problemWord } from '../../organisation/problem'
import { useSession, useSettings } from '../../organisation/session'
import { useMe } from '../../people/me'
import { useWaiting } from '../../waiting/waiting'
import { State, StatusRegion, ThemeProvider, useWords, WordsProvider } from '../../ui'
import { cardParts } from '../panel/cardParts'
import { DeskContext } from './context'
import { Outside } from './Outside'
import { Shell } from './Shell'

/** The desk, as extension page and on the web. */
export function DeskPage() {
  const { settings, look, change } = useSettings()
  const { state, problem, set, again } = useSession()
  const hook = useMemo(() => (hasBackground() ? { hook: useHashLocation } : {}), [])
  return (
    <Router {...hook}>
      {state?.state === 'signed-in'
        ? <SignedIn key={state.owner.person} who={state.owner.person} chosen={settings?.language ?? null} look={look} change={change} onOut={again} />
        : <Dressed look={look}>{state ? <Outside session={state} onSession={set} /> : <Alone problem={problem} again={again} />}</Dressed>}
    </Router>
  )
}

interface Props {
  who: string
  /** The language chosen in this browser. */
  chosen: Look['language'] | null
  look: Look
  change: ReturnType<typeof useSettings>['change']
  /** An answer said that the session is over. */
  onOut: () => void
}

function SignedIn({ who, chosen, look, change, onOut }: Props) {
  const me = useMe(who)
  const held = useInbox(true)
  const waits = useWaiting()
  useEffect(() => listen('session.changed', me.again), [me.again])
  const out = isSignedOut(me.problem) || isSignedOut(held.problem)
  useEffect(() => { if (out) onOut() }, [out, onOut])
  // Whoever comes back to the page finds it as it is now.
  useEffect(() => {
    const back = () => void (document.visibilityState === 'visible' && Promise.all([held.refresh(), waits.refresh()]))
    addEventListener('focus', back)
    return () => removeEventListener('focus', back)
  }, [held.refresh])
  const settings = me.value?.settings
  // What the person chose on the server goes before what this browser remembers.
  const worn: Look = { language: settings?.language ?? chosen ?? look.language, theme: settings && settings.theme !== 'system' ? settings.theme : look.theme }
  return (
    <Dressed look={worn}>
      {me.value
        ? <DeskContext.Provider value={{ me: me.value, setMe: me.set, held, waits, look: change }}><CardParts value={cardParts}><Shell /></CardParts></DeskContext.Provider>
        : <Alone problem={out ? null : me.problem} again={me.again} />}
    </Dressed>
  )
}

function Dressed({ look, children }: { look: Look; children: ComponentChildren }) {
  return (
    <ThemeProvider theme={look.theme}>
      <WordsProvider language={look.language}>
        {children}
        <StatusRegion />
      </WordsProvider>
    </ThemeProvider>
  )
}

/** Before anything is known: bars after 200 ms, or why there is nothing. */
function Alone({ problem, again }: { problem: ReturnType<typeof useMe>['problem']; again: () => void }) {
  const { t, word } = useWords()
  return (
    <main class="desk-outside">
      <h1 class="hidden-visually">{t('common.product')}</h1>
      {isOffline(problem) && <State is="offline" waiting={0} onRetry={again} />}
      {problem && !isOffline(problem) && <State is="failed" what={word(problemWord(problem))} onRetry={again} />}
      {!problem && <State is="loading" rows={4} />}
    </main>
  )
}
