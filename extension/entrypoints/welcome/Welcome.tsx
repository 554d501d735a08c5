import { useEffect } from 'preact/hooks'
import { LookChoice } from '../../organisation/LookChoice'
import { PanelPlace } from '../../organisation/PanelPlace'
import { ServerAddress } from '../../organisation/ServerAddress'
import { useSession, useSettings } from '../../organisation/session'
import { SignInStep } from '../../organisation/SignInStep'
import type { Grants } from '../../organisation/sites'
import { SiteSwitches } from '../../organisation/SiteSwitches'
import { Keys, Mark, PageHead, Section, StatusRegion, ThemeProvider, useWords, WordsProvider } from '../../ui'

/** The first page after install, and the options: server, sign-in, sites, keys, look, and what leaves the browser. */
export function WelcomePage({ grants }: { grants: Grants }) {
  const settings = useSettings()
  return (
    <ThemeProvider theme={settings.look.theme}>
      <WordsProvider language={settings.look.language}>
        <Welcome grants={grants} held={settings} />
        <StatusRegion />
      </WordsProvider>
    </ThemeProvider>
  )
}

function Welcome({ grants, held: { settings, change } }: { grants: Grants; held: ReturnType<typeof useSettings> }) {
  const { t } = useWords()
  const session = useSession()
  useEffect(() => void (document.title = t('welcome.title')), [t])
  return (
    <div class="welcome">
      <header class="welcome-brand"><Mark size={20} /><span>{t('common.product')}</span></header>
      <main class="stack welcome-main">
        <PageHead title={t('welcome.title')}><p class="soft">{t('welcome.what')}</p></PageHead>
        <Section title={t('welcome.signIn')}>
          {settings && session.state && <ServerAddress server={settings.server} signedIn={session.state.state === 'signed-in'} fixed={settings.serverFixed} onServer={async (server) => (await change({ server })).server} />}
          {session.state && <SignInStep session={session.state} onSession={session.set} />}
        </Section>
        <Section title={t('welcome.sites')}>
          <p class="soft">{t('welcome.sitesWhy')}</p>
          <SiteSwitches grants={grants} />
        </Section>
        {settings?.hasSide && (
          <Section title={t('aside.title')}>
            <PanelPlace aside={settings.aside} needsKey={settings.sideNeedsKey ?? false} onChange={(aside) => void change({ aside })} />
          </Section>
        )}
        <Section title={t('welcome.keys')}>
          <p class="line welcome-key">{settings && (settings.shortcut ? <><Keys keys={settings.shortcut} /><span class="hidden-visually">{settings.shortcut}</span><span class="soft">{t('welcome.keysWhat')}</span></> : <span class="soft">{t('welcome.noKey')}</span>)}</p>
        </Section>
        <Section title={t('welcome.look')}>
          {settings && <LookChoice language={settings.language} theme={settings.theme} onLanguage={(language) => void change({ language })} onTheme={(theme) => void change({ theme })} />}
        </Section>
        <Section title={t('welcome.leaves')}>
          <ul class="stack welcome-leaves">
            <li>{t('welcome.leaves.nothing')}</li>
            <li>{t('welcome.leaves.opening')}</li>
            <li>{t('welcome.leaves.sending')}</li>
          </ul>
        </Section>
      </main>
    </div>
  )
}
