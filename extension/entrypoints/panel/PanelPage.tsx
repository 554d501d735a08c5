import { useCallback, useEffect, useState } from 'preact/hooks'
import { ask, listen } from '../../bridge/call'
import type { Opening, Settings } from '../../bridge/messages'
import { useSession, useSettings } from '../../organisation/session'
import { SignedOut } from '../../organisation/SignedOut'
import { problemWord } from '../../organisation/problem'
import { ButtonLink, later, State, StatusRegion, ThemeProvider, useWords, WarningIcon, WordsProvider } from '../../ui'
import { type Beside, type Following, useFollowing } from './following'
import { CardParts } from '../../feedback/cardParts'
import { cardParts } from './cardParts'
import { Panel } from './Panel'
import { PanelShell } from './PanelShell'
import { framed } from '../../feedback/trust'

const alone: Beside = { window: Promise.resolve(undefined), open: null, leave: () => window.close() }

/**
 * The panel. With the one-time nonce of a trusted opening it stands for that work; without one it is the browser's side panel, which
 * follows the tab in front. Framed by a stranger it is nothing at all.
 */
export function PanelPage({ nonce, beside = alone }: { nonce: string | null; beside?: Beside }) {
  const { settings, look } = useSettings()
  const held = useFollowing(nonce, beside)
  const theme = look.theme === 'system' ? (held.opening?.hostTheme ?? 'system') : look.theme
  const known = held.opening !== undefined || held.problem !== null
  const isSide = nonce === null && !framed()
  return (
    <ThemeProvider theme={theme}>
      <WordsProvider language={look.language}>
        {held.opening && (held.opening.artifact || !isSide)
          ? <Opened held={held} opening={held.opening} isSide={isSide} settings={settings} beside={beside} />
          : known && !framed() && (isSide && !held.problem ? <Unseen /> : <Closed />)}
        <StatusRegion />
      </WordsProvider>
    </ThemeProvider>
  )
}

/** Opened by nobody whom we know: what to do instead. */
function Closed() {
  const { t } = useWords()
  return <main class="panel-closed"><h1 class="hidden-visually">{t('common.product')}</h1><State is="empty" what={t('panel.closed.what')} why={t('panel.closed.why')} /></main>
}

/** The side panel over a tab whose page the browser does not show us: what makes it visible. */
function Unseen() {
  const { t } = useWords()
  return (
    <main class="panel-closed">
      <h1 class="hidden-visually">{t('common.product')}</h1>
      <State is="empty" what={t('aside.unseen')} why={t('aside.unseen.why')} action={<ButtonLink look="line" href="/options.html" target="_blank">{t('aside.sites')}</ButtonLink>} />
    </main>
  )
}

const PutWork = later(() => import('../../meetings/PutWork').then((module) => module.PutWork))

interface Props { held: Following; opening: Opening; isSide: boolean; settings: Settings | null; beside: Beside }

function Opened({ held, opening, isSide, settings, beside }: Props) {
  const { t, word } = useWords()
  const session = useSession()
  const [refused, setRefused] = useState(false)
  const [putting, setPutting] = useState(false)

  const nonce = held.nonce ?? opening.nonce
  useEffect(() => {
    if (!isSide) return listen('panel.moved', (told) => told.nonce === nonce && held.set({ ...opening, moved: true }))
  }, [opening])
  const close = useCallback(() => (isSide ? beside.leave() : void ask('panel.close', { nonce }).catch(() => undefined)), [nonce])
  const move = () => {
    // The browser's panel opens in the very turn of the press: before anything is asked.
    const opened = isSide ? null : beside.open?.()
    void ask('panel.aside', { nonce, aside: !isSide }).then(async () => {
      if (isSide || (await opened)) return close()
      setRefused(true)
    }, () => undefined)
  }
  const { state } = session
  return (
    <PanelShell
      opening={opening} shortcut={settings?.shortcut ?? ''} onClose={close} away={held.away} onGo={held.go}
      {...(state?.state === 'signed-in' && opening.artifact && { more: [{ label: t('meetings.put'), onSelect: () => setPutting(true) }] })}
      {...(settings?.hasSide && { move: { label: t(isSide ? 'aside.toBeside' : 'aside.toBrowser'), onMove: move } })}
    >
      {refused && <div class="panel-inset"><p class="band band-offline" role="status"><WarningIcon /><span>{t('aside.refused')}</span></p></div>}
      {session.problem && !state && <div class="panel-inset"><State is="failed" what={word(problemWord(session.problem))} safe={t('common.draftSafe')} /></div>}
      {state?.state === 'signed-out' && <div class="panel-inset panel-middle"><SignedOut session={state} onSession={session.set} /></div>}
      {putting && state?.state === 'signed-in' && <PutWork opening={opening} viewer={state.owner.person} open onClose={() => setPutting(false)} />}
      {state?.state === 'signed-in' && (
        <CardParts value={cardParts}><Panel key={`${state.owner.organisation}:${state.owner.person}:${opening.artifactId}`} opening={opening} owner={state.owner} name={state.name} onClose={close} /></CardParts>
      )}
    </PanelShell>
  )
}
