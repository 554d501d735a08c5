import { selectorEndpoints, stateOf, type SiteHealth as Health, type Sites } from '../../shared/selectors'
import { siteIds, type SiteId } from '../../shared/artifacts'
import { call } from '../bridge/call'
import { announce, Section, State, Tick, useWords } from '../ui'
import { useAct, useLoad } from './load'
import { problemWord } from './problem'
import './sites.css'

interface Props {
  /** What a site is called. */
  nameOf: (site: SiteId) => string
}

/** What still works on which site, which selectors were mended, and whether any of it is counted. */
export function SiteHealth({ nameOf }: Props) {
  const { word } = useWords()
  const sites = useLoad(() => call(selectorEndpoints.sites, {}))
  if (sites.loading) return <State is="loading" rows={4} />
  if (!sites.value) return <State is="failed" what={word(problemWord(sites.problem!))} onRetry={sites.again} />
  return (
    <>
      {sites.value.counters && <Works sites={sites.value.sites} nameOf={nameOf} />}
      <Mended pack={sites.value.pack} nameOf={nameOf} />
      <Counters on={sites.value.counters} onChange={sites.set} />
    </>
  )
}

function Works({ sites, nameOf }: Props & { sites: Health[] }) {
  const { t } = useWords()
  return (
    <Section title={t('sites.health')}>
      <p class="soft">{t('sites.healthWhy')}</p>
      {sites.length === 0
        ? <State is="empty" small what={t('sites.none')} why={t('sites.noneWhy')} />
        : <ul class="site-healths" aria-label={t('sites.health')}>{sites.map((one) => <OneSite key={one.site} health={one} name={nameOf(one.site)} />)}</ul>}
    </Section>
  )
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((100 * part) / whole))

function OneSite({ health, name }: { health: Health; name: string }) {
  const { t, list } = useWords()
  const { recent, before, fields } = health
  return (
    <li class="site-health">
      <div class="line line-wrap line-between"><h3 class="medium"><bdi>{name}</bdi></h3><span class="small soft">{t('sites.sent', { count: recent })}</span></div>
      <dl>
        {fields.map((field) => {
          const state = stateOf(health, field)
          const share = percent(field.found, recent)
          return (
            <div key={field.field} class={`site-field site-field-${state}`}>
              <dt>{t(`sites.field.${field.field as 'title' | 'people'}`)}</dt>
              <dd>
                <span>{t(`sites.state.${state}`, { share, before: percent(field.foundBefore, before) })}</span>
                {/* The sentence above it says the same. */}
                {state !== 'few' && <span class="site-bar" aria-hidden="true"><i style={{ inlineSize: `${share}%` }} /></span>}
                {state !== 'few' && field.by.length > 0 && <span class="tiny soft">{t('sites.by', { sources: list(field.by.map(({ source, count }) => `\u2068${t(`sites.source.${source}`)} ${percent(count, recent)} %\u2069`)) })}</span>}
              </dd>
            </div>
          )
        })}
      </dl>
    </li>
  )
}

function Mended({ pack, nameOf }: Props & { pack: Sites['pack'] }) {
  const { t, date, list } = useWords()
  const nameOfAny = (site: string) => (siteIds.includes(site as SiteId) ? nameOf(site as SiteId) : site)
  return (
    <Section title={t('sites.pack')}>
      <p class="soft">{pack ? t('sites.packIs', { version: pack.version, date: date(pack.at) }) : t('sites.packNone')}</p>
      {pack && pack.off.length > 0 && <p>{t('sites.packOff', { names: list(pack.off.map(nameOfAny)) })}</p>}
    </Section>
  )
}

function Counters({ on, onChange }: { on: boolean; onChange: (sites: Sites) => void }) {
  const { t, word } = useWords()
  const saving = useAct()
  const change = (next: boolean) => void saving.run(async () => {
    await call(selectorEndpoints.counters, { body: { on: next } })
    onChange(await call(selectorEndpoints.sites, {}))
    announce(t('sites.countersSaved'))
  })
  return (
    <Section title={t('sites.counters')}>
      <Tick checked={on} onChange={change} hint={t('sites.countersWhat')}>{t('sites.countersOn')}</Tick>
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
    </Section>
  )
}
