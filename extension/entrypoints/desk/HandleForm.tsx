import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { siteIds, type SiteId } from '../../../shared/artifacts'
import { defaultInstance, handleFits, hasHandles } from '../../../shared/handles'
import { siteName } from '../../artifacts/naming'
import { Button, Field, useWords } from '../../ui'

export interface TypedHandle { site: SiteId; instance: string; handle: string }

interface Props {
  label: string
  submit: string
  busy: boolean
  /** @returns whether it was taken */
  onAdd: (typed: TypedHandle) => Promise<boolean>
  children?: ComponentChildren
}

/** An address as people paste it, as the host with its path: `git.acme.example/ghe`. */
const instanceIn = (text: string): string => text.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/\/+$/, '')
const isInstance = (text: string): boolean => /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?(?:\/[\w./~-]*)?$/.test(text)

/** A name on any site: which site, where it is if not in its usual place, and the name. */
export function HandleForm({ label, submit, busy, onAdd, children }: Props) {
  const { t } = useWords()
  const id = useId()
  const [site, setSite] = useState<SiteId>('github')
  const [place, setPlace] = useState(defaultInstance.github!)
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const instance = instanceIn(place)
  const handle = typed.trim().replace(/^@(?=[^@]+$)/, '')
  const wrongPlace = instance === '' ? t('field.needed') : isInstance(instance) ? undefined : t('field.address')
  const wrongHandle = handle === '' ? t('field.needed') : handleFits(site, handle) ? undefined : t('handles.wrongForm', { site: siteName(site) })

  const add = async () => {
    setTried(true)
    if (wrongPlace || wrongHandle) return void requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
    if (!(await onAdd({ site, instance, handle }))) return
    setTyped('')
    setTried(false)
  }
  return (
    <form ref={form} class="stack form" noValidate aria-label={label} onSubmit={(event) => { event.preventDefault(); void add() }}>
      <div class="labelled">
        <label class="label" for={`${id}-site`}>{t('handles.site')}</label>
        <select
          id={`${id}-site`} class="field" value={site}
          onChange={(event) => {
            const next = event.currentTarget.value as SiteId
            setSite(next)
            setPlace(defaultInstance[next] ?? '')
          }}
        >
          {siteIds.filter(hasHandles).map((one) => <option key={one} value={one}>{siteName(one)}</option>)}
        </select>
      </div>
      <Field label={t('handles.instance')} dir="ltr" autocomplete="off" spellcheck={false} maxLength={255} value={place} onInput={setPlace} hint={t('handles.instanceHint')} error={tried ? wrongPlace : undefined} />
      <Field label={t('handles.handle')} dir="ltr" autocomplete="off" spellcheck={false} maxLength={200} value={typed} onInput={setTyped} hint={site === 'jira' || site === 'confluence' ? t('handles.accountHint') : undefined} error={tried ? wrongHandle : undefined} />
      {children}
      <div><Button type="submit" look="outline" aria-busy={busy}>{submit}</Button></div>
    </form>
  )
}
