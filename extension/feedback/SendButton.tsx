import type { Kind } from '../../shared/kinds'
import { Button, useWords } from '../ui'

interface Props {
  kind: Kind
  busy?: boolean
  /** After a change of the audience: "Send to these". */
  these?: boolean
  /** `byKey`: the button was pressed with the keyboard, which nothing can cover. */
  onSend: (byKey: boolean) => void
}

/** Send, with its key inside. Heather for recognition, ink for all else; never disabled: pressed too early it says what is missing. */
export function SendButton({ kind, busy, these, onSend }: Props) {
  const { t } = useWords()
  return (
    <Button
      look={kind === 'recognition' ? 'accent' : 'ink'} size="large" {...(!these && { keys: 'Ctrl+Enter' })} aria-busy={busy}
      onClick={(event) => event.isTrusted && onSend(event.detail === 0)}
    >
      {t(these ? 'compose.sendThese' : kind === 'note' ? 'compose.keep' : 'compose.send')}
    </Button>
  )
}
