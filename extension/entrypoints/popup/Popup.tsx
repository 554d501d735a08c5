import { useState } from 'preact/hooks'
import { ask } from '../../bridge/call'
import { SignedOut } from '../../organisation/SignedOut'
import { problemWord } from '../../organisation/problem'
import type { Grants } from '../../organisation/sites'
import { useSession, useSettings } from '../../organisation/session'
import { Button, HelpIcon, IconButton, KeysHelp, Mark, SearchIcon, State, StatusRegion, ThemeProvider, useKeys, useWords, WordsProvider } from '../../ui'
import { CardParts } from '../../feedback/cardParts'
import { cardParts } from '../panel/cardParts'
import { First } from './First'

interface Props {
  shortcut: string
  leave: () => void
  grants: Grants
  /** Opens the browser's side panel, in the very turn of a press; null where it has none. */
  openAside?: (() => Promise<boolean>) | null
}

/** The toolbar's popup. `leave` closes it, once what was asked for stands elsewhere. */
export function PopupPage({ leave, grants, openAside = null }: Omit<Props, 'shortcut'>) {
  const { settings, look } = useSettings()
  return (
    <ThemeProvider theme={look.theme}>
      <WordsProvider language={look.language}>
        <Popup shortcut={settings?.shortcut ?? ''} leave={leave} grants={grants} openAside={settings?.aside ? openAside : null} />
        <StatusRegion />
      </WordsProvider>
    </ThemeProvider>
  )
}

function Popup({ shortcut, leave, grants, openAside = null }: Props) {
  const { t, word } = useWords()
  const session = useSession()
  const [help, setHelp] = useState(false)
  useKeys({ '?': () => setHelp(true) })
  const openDesk = (path: string) => void ask('desk.open', { path }).then(leave, () => undefined)
  return (
    <div class="popup">
      <header class="popup-head">
        <Mark />
        <h1 class="grow popup-name">{t('common.product')}</h1>
        {session.state?.state === 'signed-in' && <IconButton label={t('search.title')} onClick={() => openDesk('/search')}><SearchIcon /></IconButton>}
        <IconButton label={t('common.keys')} keys="?" onClick={() => setHelp(true)}><HelpIcon /></IconButton>
        <Button look="quiet" onClick={() => openDesk('/')}>{t('popup.desk')}</Button>
      </header>
      <main class="popup-main">
        {session.problem && !session.state && <div class="popup-inset"><State is="failed" what={word(problemWord(session.problem))} onRetry={session.again} /></div>}
        {!session.problem && !session.state && <State is="loading" rows={3} />}
        {session.state?.state === 'signed-out' && <SignedOut session={session.state} onSession={session.set} />}
        {session.state?.state === 'signed-in' && (
          <CardParts value={cardParts}><First owner={session.state.owner} leave={leave} openDesk={openDesk} grants={grants} openAside={openAside} /></CardParts>
        )}
      </main>
      <KeysHelp
        open={help}
        onClose={() => setHelp(false)}
        bindings={[
          { keys: shortcut, does: t('popup.keys.panel') },
          { keys: 'T', does: t('notification.thank') },
          { keys: 'Ctrl+Enter', does: t('popup.keys.send') },
          { keys: '?', does: t('common.keys') },
          { keys: 'Escape', does: t('common.close') },
        ]}
      />
    </div>
  )
}
