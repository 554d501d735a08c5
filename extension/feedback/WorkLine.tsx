import { cut } from '../../shared/text'
import type { CardArtifact } from '../../shared/cards'
import { keyText, siteName } from '../artifacts/naming'
import { WorkIcon } from '../artifacts/WorkIcon'
import { ChipLink, LockIcon, useWords } from '../ui'

/** The work that a card hangs on: a link, or for whoever may not know, "private work on GitHub". */
export function WorkLine({ artifact }: { artifact: CardArtifact }) {
  const { t } = useWords()
  if (artifact.guarded) return <span class="chip"><LockIcon size={14} /><span>{t('guard.said', { place: artifact.site, site: siteName(artifact.site) })}</span></span>
  // The contract checks addresses when they go in; one that is no web address is not made a link.
  const title = cut(artifact.title ?? keyText(artifact), 120)
  if (!/^https?:\/\//.test(artifact.url)) return <span class="chip"><WorkIcon type={artifact.type} size={14} /><bdi>{title}</bdi></span>
  return <ChipLink href={artifact.url} icon={<WorkIcon type={artifact.type} size={14} />}>{title}</ChipLink>
}
