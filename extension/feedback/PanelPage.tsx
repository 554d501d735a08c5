import { useCallback, useEffect } from 'preact/hooks'
import { ask, listen } from '../bridge/call'
import type { Opening } from '../bridge/messages'
import { useLoad } from '../organisation/load'
import { useSession, useSettings } from '../organisation/session'
import { SignedOut } from '../organisation/SignedOut'
import { problemWord } from '../organisation/problem'
import { State, StatusRegion, ThemeProvider, useWords, WordsProvider } from '../ui'
import { Panel } from './Panel'
import { PanelShell } from './PanelShell'
import { framed } from './trust'

/** The panel. Without the one-time nonce of a trusted opening it is only a page that says so; framed by a stranger it is nothing at all. */
export function PanelPage({ nonce }: { nonce: string | null }) {
  const { settings, look } = useSettings()
  const opening = useLoad(() => openingOf(nonce), [nonce])
  const theme = look.theme === 'system' ? (opening.value?.hostTheme ?? 'system') : look.theme
  const known = opening.value !== undefined || opening.problem !== null
  return (
    <ThemeProvider theme={theme}>
      <WordsProvider language={look.language}>
        {opening.value ? <Opened opening={opening.value} shortcut={settings?.shortcut ?? ''} onOpening={opening.set} /> : known && !framed() && <Closed />}
        <StatusRegion />
      </WordsProvider>
    </ThemeProvider>
  )
}

// The browser's own side panel has no nonce: nobody can frame it, and the background knows its tab.
const openingOf = async (nonce: string | null): Promise<Opening | null> => (nonce ? ask('panel.opening', { nonce }) : framed() ? null : ask('tab.opening', {}))

/** Opened by nobody whom we know: what to do instead. */
function Closed() {
  const { t } = useWords()
  return <main class="panel-closed"><h1 class="hidden-visually">{t('common.product')}</h1><State is="empty" what={t('panel.closed.what')} why={t('panel.closed.why')} /></main>
}

function Opened({ opening, shortcut, onOpening }: { opening: Opening; shortcut: string; onOpening: (opening: Opening) => void }) {
  const { t, word } = useWords()
  const session = useSession()

  const { nonce } = opening
  useEffect(() => listen('panel.moved', (told) => told.nonce === nonce && onOpening({ ...opening, moved: true })), [opening])
  const close = useCallback(() => void ask('panel.close', { nonce }).catch(() => undefined), [nonce])
  const { state } = session
  return (
    <PanelShell opening={opening} shortcut={shortcut} onClose={close}>
      {session.problem && !state && <div class="panel-inset"><State is="failed" what={word(problemWord(session.problem))} safe={t('common.draftSafe')} /></div>}
      {state?.state === 'signed-out' && <div class="panel-inset panel-middle"><SignedOut session={state} onSession={session.set} more={state.unsent === 0 && <p class="small soft panel-kept">{t('panel.signIn.kept')}</p>} /></div>}
      {state?.state === 'signed-in' && <Panel key={`${state.owner.organisation}:${state.owner.person}`} opening={opening} owner={state.owner} name={state.name} onClose={close} />}
    </PanelShell>
  )
}
