import { Dialog } from './Dialog'
import { keyText } from './keys'
import { useWords } from './words'

export interface Binding {
  /** "Ctrl+Enter", as it is really bound. Empty: no key is set. */
  keys: string
  does: string
}

/** The overlay behind `?`: what the keys do here, with the real bindings. */
export function KeysHelp({ open, onClose, bindings }: { open: boolean; onClose: () => void; bindings: readonly Binding[] }) {
  const { t } = useWords()
  return (
    <Dialog open={open} onClose={onClose} title={t('common.keys')}>
      <dl class="keys-help">
        {bindings.filter(({ keys }) => keys).map(({ keys, does }) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd><kbd class="keys" dir="ltr">{keyText(keys)}</kbd></dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
