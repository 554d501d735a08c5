import { ask } from '../bridge/call'
import type { SiteSwitch } from '../bridge/messages'
import { announce, Button, State, Tick, useWords } from '../ui'
import { useAct, useLoad } from './load'
import { problemWord } from './problem'

/** The browser's own question about a site: asked from the page, at once in the click. */
export interface Grants {
  request: (origins: string[]) => Promise<boolean>
  remove: (origins: string[]) => Promise<boolean>
}

/** Match patterns of a site's hosts. */
const originsOf = (site: SiteSwitch): string[] => site.hosts.map((host) => (host.includes('://') ? host : `https://${host}/*`))

/** One switch a site; a site that was hidden can be shown again. */
export function SiteSwitches({ grants }: { grants: Grants }) {
  const { t, word } = useWords()
  const sites = useLoad(() => ask('sites.list', {}))
  const acting = useAct()

  const turn = (site: SiteSwitch, on: boolean) => {
    // The browser asks only in the very turn of a click: nothing may be awaited before this line.
    const answered = on ? grants.request(originsOf(site)) : grants.remove(originsOf(site))
    void acting.run(async () => {
      const done = await answered.catch(() => false)
      sites.set(await ask('sites.changed', { site: site.site }))
      announce(t(done ? (on ? 'sites.on' : 'sites.off') : 'sites.refused', { site: site.name }))
    })
  }
  const show = (site: SiteSwitch) => acting.run(async () => {
    sites.set(await ask('sites.show', { site: site.site }))
    announce(t('sites.shown', { site: site.name }))
  })

  if (sites.loading) return <State is="loading" rows={1} />
  const problem = sites.problem ?? acting.problem
  return (
    <div class="stack">
      {sites.value?.map((site) => (
        <div key={site.site} class="line line-wrap line-between">
          <Tick checked={site.granted} onChange={() => undefined} onClick={(event) => turn(site, event.currentTarget.checked)} hint={site.hosts.map(plainHost).join(', ')}>{t('sites.turnOn', { site: site.name })}</Tick>
          {site.hidden && <Button look="line" onClick={() => void show(site)}>{t('sites.showAgain', { site: site.name })}</Button>}
        </div>
      ))}
      {problem && <State is="failed" what={word(problemWord(problem))} onRetry={sites.again} />}
    </div>
  )
}

const plainHost = (pattern: string): string => pattern.replace(/^[^:]+:\/\//, '').replace(/\/.*$/, '')
