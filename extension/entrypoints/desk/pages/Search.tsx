import { useEffect, useRef, useState } from 'preact/hooks'
import { Found } from '../../../search/Found'
import { Field, PageHead, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'
import { useSettled } from './People'

/** Search: the field, and what it finds as one types. */
export function SearchPage({ q = '' }: { q?: string }) {
  const { t } = useWords()
  const [typed, setTyped] = useState(() => readable(q))
  const asked = useSettled(typed.trim(), 300)
  const field = useRef<HTMLInputElement>(null)
  useTitle(t('search.title'))
  // Whoever comes to this page means to type; the desk's own focus goes to its content first.
  useEffect(() => {
    const timer = setTimeout(() => field.current?.focus())
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      <PageHead title={t('search.title')} />
      <div class="desk-search"><Field class="search-field" label={t('search.field')} type="search" autocomplete="off" maxLength={100} value={typed} onInput={setTyped} innerRef={field} /></div>
      <Found q={asked} viewer={useDesk().me.person.id} />
    </>
  )
}

/** What stands in an address may be written badly. */
function readable(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
