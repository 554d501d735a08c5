import type { SiteSwitch } from '../bridge/sites'
import { Button, State, Tick, useWords, WarningIcon } from '../ui'
import { AddSite } from './AddSite'
import { problemWord } from './problem'
import { type Grants, nameOf, plainHost, rowOf, type Sites, useSites } from './sites'

/** One switch a site, those that most people use first; below them the sites that the organisation runs itself. */
export function SiteSwitches({ grants }: { grants: Grants }) {
  const { t, word } = useWords()
  const sites = useSites(grants)
  if (sites.loading) return <State is="loading" rows={4} />
  const rows = sites.rows ?? []
  const own = rows.filter((row) => row.instance)
  return (
    <div class="stack sites">
      <ul class="sites-grid">{rows.filter((row) => !row.instance).map((row) => <Switch key={rowOf(row)} row={row} sites={sites} />)}</ul>
      {sites.problem && <State is="failed" what={word(problemWord(sites.problem))} onRetry={sites.again} />}
      <section class="stack sites-own" aria-labelledby="sites-own">
        <div>
          <h3 id="sites-own" class="small medium">{t('sites.own')}</h3>
          <p class="tiny soft">{t('sites.own.what')}</p>
        </div>
        {own.length > 0 && <ul class="sites-list">{own.map((row) => <Switch key={rowOf(row)} row={row} sites={sites} />)}</ul>}
        <div class="sites-add"><AddSite rows={rows} onAdd={sites.add} /></div>
      </section>
    </div>
  )
}

/** Hosts as people say them: without `www` and stars, each once. */
const hostsOf = (patterns: readonly string[]): string[] => [...new Set(patterns.map((one) => plainHost(one).replace(/^(?:\*|www)\./, '')))]

function Switch({ row, sites }: { row: SiteSwitch; sites: Sites }) {
  const { t, rich, list } = useWords()
  const { instance, missing = [] } = row
  const name = nameOf(row)
  const hints = [
    instance ? row.name : <bdi dir="ltr">{hostsOf(row.hosts).join(', ')}</bdi>,
    instance?.by === 'policy' && t('sites.byPolicy'),
    row.addressOnly && t('sites.addressOnly'),
    row.off && t('sites.paused', { site: row.name }),
  ].filter(Boolean)
  // The row goes with its button: the focus goes on to what stands below.
  const remove = async (button: HTMLElement) => {
    const below = button.closest('.sites-own')?.querySelector<HTMLElement>('.sites-add button')
    await sites.remove(row)
    below?.focus()
  }
  return (
    <li class="site">
      <Tick
        checked={row.granted} onChange={() => undefined} onClick={(event) => void sites.turn(row, event.currentTarget.checked)}
        aria-label={t('sites.turnOn', { site: name })} hint={hints.map((hint, at) => <span key={at} class="site-hint">{hint}</span>)}
      >
        <bdi class={row.granted ? 'medium' : undefined}>{name}</bdi>
      </Tick>
      {instance?.by === 'person' && <Button look="quiet" size="small" aria-label={t('common.remove', { name })} onClick={(event) => void remove(event.currentTarget)}>{t('sites.remove')}</Button>}
      {row.hidden && !instance && <Button look="line" size="small" onClick={() => void sites.show(row)}>{t('sites.showAgain', { site: row.name })}</Button>}
      {row.granted && missing.length > 0 && <Button look="line" size="small" onClick={() => void sites.turn({ ...row, hosts: missing }, true)}>{rich('sites.rest', { hosts: list(hostsOf(missing)) })}</Button>}
      {sites.refused === rowOf(row) && <p class="band band-offline site-said" role="alert"><WarningIcon /><span>{t('sites.refused', { site: name })}</span></p>}
    </li>
  )
}
