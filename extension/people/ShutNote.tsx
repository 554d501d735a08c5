import { LockIcon, useWords } from '../ui'
import { deskHref } from '../organisation/paths'

/** Above every page, until a changed address is confirmed: what stays shut, and where it is said more. */
export function ShutNote({ before }: { before: string }) {
  const { t, date } = useWords()
  return (
    <p class="shut-note small line" role="note">
      <LockIcon size={16} />
      <span class="grow">{t('address.banner', { day: date(before, 'day') })} <a href={deskHref('/settings/data')}>{t('address.bannerMore')}</a></span>
    </p>
  )
}
