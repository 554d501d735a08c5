import type { Opening } from '../../bridge/messages'
import type { SiteSwitch } from '../../bridge/sites'
import { type Grants, rowOf, useSites } from '../../organisation/sites'
import { Button, PlusIcon, useWords, WarningIcon } from '../../ui'

/** Turns Cairn on where it does not stand yet: on a page that shows to be a site we know, or on a known site. The popup works without it. */
export function TurnOn({ opening: { artifact, found }, grants, onOn }: { opening: Opening; grants: Grants; onOn: () => void }) {
  const { t } = useWords()
  const sites = useSites(grants)
  const { rows } = sites
  const row = rows && artifact && rowFor(rows, artifact)
  const said = (name: string) => <p class="band band-offline popup-inset small" role="alert"><WarningIcon /><span>{t('sites.refused', { site: name })}</span></p>
  if (found) {
    const { host } = new URL(found.address)
    const stands = rows?.some(({ granted, instance }) => granted && instance && found.address.endsWith(`//${instance.instance}`))
    if (stands) return null
    return (
      <>
        <section class="strip popup-found" aria-label={t('sites.found', { site: found.name })}>
          <div class="grow">
            <p class="small medium">{t('sites.found', { site: found.name })}</p>
            <p class="tiny soft">{t('sites.found.why', { host })}</p>
          </div>
          {/* First of all in the click: the browser asks in the turn of a press only. */}
          <Button look="line" size="small" onClick={() => void sites.add(found.site, found.address).then((done) => done && onOn())}>{t('sites.turnOnHere')}</Button>
        </section>
        {sites.refused && said(found.name)}
      </>
    )
  }
  if (!row || row.granted || row.off || isDemo(artifact)) return null
  return (
    <>
      <div class="popup-offer"><Button look="quiet" size="small" icon={<PlusIcon />} onClick={() => void sites.turn(row, true).then(onOn)}>{t('sites.turnOnFor', { site: row.name })}</Button></div>
      {sites.refused === rowOf(row) && said(row.name)}
    </>
  )
}

/** The demo's made-up work stands on this machine: Cairn is on there, whatever is true of the real site. */
const isDemo = (artifact: Opening['artifact']): boolean => /^(?:localhost|127\.0\.0\.1)(?::\d+)?\/work\//.test(artifact?.instance ?? '')

/** The switch of the place that a work is in. */
const rowFor = (rows: readonly SiteSwitch[], { site, instance }: NonNullable<Opening['artifact']>): SiteSwitch | undefined =>
  rows.find((row) => row.site === site && row.instance?.instance === instance) ?? rows.find((row) => row.site === site && !row.instance)
