import { ceilings } from '../../../../shared/audience'
import { peopleEndpoints } from '../../../../shared/people'
import type { BodyOf } from '../../../../shared/endpoint'
import { call, hasBackground } from '../../../bridge/call'
import { useAct } from '../../../organisation/load'
import { LookChoice } from '../../../organisation/LookChoice'
import { problemWord } from '../../../organisation/problem'
import { Sessions } from '../../../organisation/Sessions'
import { SignOut } from '../../../organisation/SignOut'
import { announce, PageHead, Section, Segmented, State, Tick, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'
import { OwnHandles } from '../OwnHandles'
import { OwnTime } from '../OwnTime'
import { settingsPages, settingsParts } from '../parts'
import { Tabs } from '../Tabs'

/** My own settings on three pages: how it is for me, what I hear of and how, what is kept about me and where I am signed in. */
export function SettingsPage({ page = 'own' }: { page?: string }) {
  const { t, word } = useWords()
  const { me, setMe, look } = useDesk()
  const saving = useAct()
  useTitle(t('desk.settings'))
  const { settings } = me
  const change = (part: BodyOf<typeof peopleEndpoints.settings>) => void saving.run(async () => {
    setMe(await call(peopleEndpoints.settings, { body: part }))
    if (part.language !== undefined || part.theme) await look({ ...(part.language !== undefined && { language: part.language }), ...(part.theme && { theme: part.theme }) })
    announce(t('settings.saved'))
  })
  if (!settingsPages.some((one) => one === page)) return <NotFound />
  return (
    <>
      <PageHead title={t('desk.settings')} above={<bdi>{me.organisation.name}</bdi>}>
        <p class="soft"><bdi>{me.person.name}</bdi> · <span dir="ltr">{me.person.email}</span></p>
      </PageHead>
      <Tabs label={t('desk.settings')} tabs={settingsPages.map((one) => ({ path: one === 'own' ? '/settings' : `/settings/${one}`, label: t(`settings.page.${one}`), current: one === page }))} />
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      {page === 'own' && (
        <>
          <Section title={t('settings.look')}>
            <LookChoice language={settings.language} theme={settings.theme} onLanguage={(language) => change({ language })} onTheme={(theme) => change({ theme })} />
          </Section>
          <Section title={t('settings.time')}><OwnTime me={me} change={change} /></Section>
          <Section title={t('settings.ceiling')}>
            <p class="soft">{t('settings.ceilingWhy')}</p>
            <Segmented label={t('settings.ceiling')} look="boxes" value={settings.ceiling} options={ceilings.map((one) => ({ value: one, label: t(`settings.ceiling.${one}`, { organisation: me.organisation.name }) }))} onChange={(ceiling) => change({ ceiling })} />
          </Section>
          <Section title={t('settings.handles')}><OwnHandles /></Section>
        </>
      )}
      {page === 'hearing' && (
        <Section title={t('settings.emails')}>
          <Tick checked={settings.emails} onChange={(emails) => change({ emails })} hint={t('settings.emailsHint')}>{t('settings.emailsOn')}</Tick>
        </Section>
      )}
      {settingsParts.filter((one) => one.page === page).map(({ part, title, section: Part }) => <Section key={part} title={t(title)}><Part /></Section>)}
      {page === 'data' && (
        <Section title={t('settings.sessions')}>
          <Sessions />
          <div class="line line-wrap">
            <SignOut onOut={() => undefined} />
            {hasBackground() && <a class="button button-quiet" href="/welcome.html">{t('settings.extension')}</a>}
          </div>
        </Section>
      )}
    </>
  )
}
