import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { IconButton } from './Button'
import { XIcon } from './icons'
import { useWords } from './words'

interface Props {
  open: boolean
  /** Esc, the x, and a press beside the dialog. */
  onClose: () => void
  title: ComponentChildren
  /** Buttons, the main one last. */
  actions?: ComponentChildren
  wide?: boolean
  children: ComponentChildren
}

/** A modal: native `<dialog>`, so focus is trapped and the page behind is inert; focus comes back to whoever opened it. */
export function Dialog({ open, onClose, title, actions, wide, children }: Props) {
  const { t } = useWords()
  const id = useId()
  const element = useRef<HTMLDialogElement>(null)

  useLayoutEffect(() => {
    const dialog = element.current
    if (!open || !dialog) return
    const opener = document.activeElement
    dialog.showModal()
    return () => {
      if (dialog.open) dialog.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [open])

  if (!open) return null
  return (
    <dialog
      ref={element}
      class={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => { event.preventDefault(); onClose() }}
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onMouseDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <div class="dialog-inside">
        <div class="dialog-head">
          <h2 id={id} class="title">{title}</h2>
          <IconButton label={t('common.close')} onClick={onClose}><XIcon /></IconButton>
        </div>
        <div class="dialog-body">{children}</div>
        {actions && <div class="dialog-actions">{actions}</div>}
      </div>
    </dialog>
  )
}
