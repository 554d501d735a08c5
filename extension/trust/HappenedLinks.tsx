import { deskHref } from '../organisation/paths'
import { ButtonLink, useWords } from '../ui'

/** The ways from one's settings to what happened, to the agreement, to a hand-over, and to what one reported, looks at or answers for. */
export function HappenedLinks() {
  const { t } = useWords()
  return (
    <>
      <p class="soft">{t('happened.why')}</p>
      <div class="line line-wrap">
        <ButtonLink look="line" href={deskHref('/happened')}>{t('happened.see')}</ButtonLink>
        <ButtonLink look="line" href={deskHref('/agreement')}>{t('agreement.see')}</ButtonLink>
        <ButtonLink look="line" href={deskHref('/handover')}>{t('handover.title')}</ButtonLink>
        <ButtonLink look="line" href={deskHref('/reports')}>{t('report.page')}</ButtonLink>
        <ButtonLink look="line" href={deskHref('/cases')}>{t('case.title')}</ButtonLink>
      </div>
    </>
  )
}
