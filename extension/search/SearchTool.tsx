import { useRef, useState } from 'preact/hooks'
import { deskHref } from '../organisation/paths'
import { Field, SearchIcon, useKeys, useWords } from '../ui'
import './search.css'

/** The rail's field: Enter looks, `/` leads to it from anywhere. On a phone it is a link to the page that has one. */
export function SearchTool({ here, onGo }: { here: boolean; onGo: (href: string) => void }) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const open = (q: string) => onGo(deskHref(q ? `/search/${encodeURIComponent(q)}` : '/search'))
  useKeys({ '/': () => (here ? document.querySelector<HTMLInputElement>('.search-field')?.focus() : field.current?.offsetParent ? field.current.focus() : open('')) })
  if (here) return null
  return (
    <>
      <form class="search-tool" role="search" onSubmit={(event) => { event.preventDefault(); open(typed.trim()); setTyped('') }}>
        <SearchIcon size={14} />
        <Field quiet label={t('search.field')} placeholder={t('search.title')} type="search" autocomplete="off" maxLength={100} value={typed} onInput={setTyped} innerRef={field} aria-keyshortcuts="/" />
        {typed === '' && <kbd class="keys" aria-hidden="true">/</kbd>}
      </form>
      <a class="search-link icon-button" href={deskHref('/search')} aria-label={t('search.title')} title={t('search.title')}><SearchIcon /></a>
    </>
  )
}
