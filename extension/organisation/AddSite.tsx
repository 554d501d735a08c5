import { covers } from '../../shared/hosts'
import { useRef, useState } from 'preact/hooks'
import { ask } from '../bridge/call'
import type { SiteSwitch } from '../bridge/sites'
import { afterRender, Button, Field, PlusIcon, Segmented, useWords } from '../ui'
import { addressOf, basesOf, guessBase, guessSite } from './instances'
import { useLoad } from './load'

type SiteId = SiteSwitch['site']
interface Props {
  rows: readonly SiteSwitch[]
  /** Asks the browser at once. @returns whether it is in the list now */
  onAdd: (site: SiteId, address: string) => Promise<boolean>
}

/** Adds a site that the organisation runs itself: by any address on it, and where it begins, which the person confirms. */
export function AddSite({ rows, onAdd }: Props) {
  const { t } = useWords()
  const kinds = useLoad(() => ask('sites.kinds', {}))
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<{ site?: SiteId; base?: string }>({})
  const [lack, setLack] = useState<'address' | 'site' | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const opener = useRef<HTMLDivElement>(null)
  if (!open) return <div ref={opener}><Button look="line" icon={<PlusIcon />} onClick={() => { setOpen(true); afterRender(() => field.current?.focus()) }}>{t('sites.add')}</Button></div>

  const address = addressOf(typed)
  const known = address && rows.find((row) => !row.instance && row.hosts.some((host) => covers(host, address)))
  const bases = address ? basesOf(address) : []
  const site = chosen.site ?? (address ? guessSite(address, kinds.value ?? []) : undefined)
  const base = chosen.base && bases.includes(chosen.base) ? chosen.base : address ? guessBase(address) : undefined
  const close = () => {
    setOpen(false)
    setTyped('')
    setChosen({})
    setLack(null)
    // Nobody who works by keys is left at the top of the page.
    afterRender(() => opener.current?.querySelector('button')?.focus())
  }
  // Up to `onAdd` nothing may be awaited: the browser asks in the turn of the press only.
  const add = () => {
    if (!address || !base || known) { setLack('address'); return field.current?.focus() }
    if (!site) return setLack('site')
    void onAdd(site, base).then((done) => done && close())
  }
  const wrong = known ? t('sites.add.known', { host: address.hostname }) : lack === 'address' && !address ? t('sites.add.wrong') : undefined
  return (
    <form class="stack add-site" onSubmit={(event) => { event.preventDefault(); add() }}>
      <Field label={t('sites.add.address')} dir="ltr" type="text" inputMode="url" autocomplete="off" spellcheck={false} placeholder="https://" innerRef={field} value={typed} onInput={(text) => { setTyped(text); setLack(null) }} error={wrong} />
      {address && !known && (
        <>
          <Segmented shown look="boxes" label={t('sites.add.which')} value={site} options={(kinds.value ?? []).map((kind) => ({ value: kind.site as SiteId, label: kind.name }))} onChange={(next) => { setChosen({ ...chosen, site: next }); setLack(null) }} />
          {lack === 'site' && <p class="field-error" role="alert">{t('sites.add.whichMissing')}</p>}
          {bases.length > 1 && <div class="add-site-base"><Segmented shown look="boxes" label={t('sites.add.base')} value={base} options={bases.map((one) => ({ value: one, label: one }))} onChange={(next) => setChosen({ ...chosen, base: next })} /></div>}
        </>
      )}
      <div class="line line-wrap">
        <Button type="submit" look="ink">{t('sites.add.do')}</Button>
        <Button look="quiet" onClick={close}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
