import { checkedLink, hostOf, type ResourceRef } from '../../shared/resources'
import { BookIcon, LinkIcon, MessageIcon, UserIcon, useWords, type Words } from '../ui'
import './learning.css'

const icons = { course: BookIcon, book: BookIcon, article: LinkIcon, talk: MessageIcon, person: UserIcon } as const

/** How long it takes, as one says it. */
export const takes = (minutes: number, { t }: Words): string => (minutes < 90 ? t('learn.takes', { minutes }) : t('learn.hours', { hours: Math.round(minutes / 60) }))

/** Something to learn from: its title leads out of here, with the host beside it. An address that may not stand in the library is not made a link. */
export function ResourceLink({ resource }: { resource: ResourceRef }) {
  const words = useWords()
  const { t } = words
  const Icon = icons[resource.kind]
  const link = checkedLink(resource.link)
  return (
    <span class="resource">
      <Icon size={14} />
      <span>
        {link ? <a href={link} target="_blank" rel="noopener noreferrer" dir="auto">{resource.title}<span class="hidden-visually"> ({t('learn.opens')})</span></a> : <bdi>{resource.title}</bdi>}
        <span class="resource-is small soft">{t(`learn.kind.${resource.kind}`)}{resource.minutes !== null && ` · ${takes(resource.minutes, words)}`}{link && <> · <span dir="ltr">{hostOf(link)}</span></>}</span>
      </span>
    </span>
  )
}
