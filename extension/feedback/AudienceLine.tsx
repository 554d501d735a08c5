import type { AudienceSaid } from '../../shared/audience'
import { sayWho } from '../../shared/saying'
import { EyeIcon, LockIcon, useWords } from '../ui'

/** Wider than the people who are named. */
export const isWide = ({ visibility }: AudienceSaid): boolean => visibility === 'organization' || visibility === 'team'

interface Props {
  said: AudienceSaid
  viewer: string
  /** What is to be known first: what changed, who has yet to accept. */
  first?: string | undefined
  /** Something changed: it wants a look. */
  attention?: boolean
}

/** Who will see this, by name. The same sentence stands on the card after sending. */
export function AudienceLine({ said, viewer, first, attention }: Props) {
  const { word } = useWords()
  return (
    <div class={attention ? 'audience audience-attention' : 'audience'}>
      {isWide(said) ? <EyeIcon /> : <LockIcon />}
      <p>{[first, ...sayWho(said, viewer).map(word)].filter(Boolean).join(' ')}</p>
    </div>
  )
}
