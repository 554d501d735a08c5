import type { ComponentChildren } from 'preact'
import { ImportPeople } from '../../../organisation/import/ImportPeople'
import { siteName } from '../../../artifacts/naming'
import { SiteHealth } from '../../../organisation/SiteHealth'
import { SignInSettingsForm } from '../../../organisation/SignInSettingsForm'
import { PageHead, useWords } from '../../../ui'
import { Tabs } from '../Tabs'
import { useTitle } from '../useTitle'
import '../../../organisation/import/import.css'

const parts = ['people', 'import', 'handles', 'sign-in', 'sites'] as const

/** A page of administration, with the way to the others. */
export function Administration({ part, children }: { part: (typeof parts)[number]; children: ComponentChildren }) {
  const { t } = useWords()
  useTitle(t(`admin.${part}`))
  return (
    <>
      <PageHead title={t('desk.administration')} />
      <Tabs label={t('desk.administration')} tabs={parts.map((one) => ({ path: `/administration/${one}`, label: t(`admin.${one}`), current: one === part }))} />
      {children}
    </>
  )
}

export const AdminImport = () => <Administration part="import"><ImportPeople /></Administration>

export const AdminSignIn = () => <Administration part="sign-in"><SignInSettingsForm /></Administration>

export const AdminSites = () => <Administration part="sites"><SiteHealth nameOf={siteName} /></Administration>
