import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Opening } from '../../bridge/messages'
import { keyText } from '../../artifacts/naming'
import { cut } from '../../../shared/text'
import { Button, HelpIcon, IconButton, KeysHelp, Mark, Menu, type MenuItem, useKeys, useWords, WarningIcon, XIcon } from '../../ui'
import type { Following } from './following'
import { closeTopmost } from '../../feedback/layers'
import { titleOf } from '../../feedback/composing'

interface Props {
  opening: Opening
  /** The key that opens the panel, as it is really bound. */
  shortcut: string
  onClose: () => void
  /** In the side panel: what the tab shows meanwhile. */
  away?: Following['away']
  onGo?: () => void
  /** Opens the panel in the other place. */
  move?: { label: string; onMove: () => void }
  /** What else can be done with the work, in the head's menu. */
  more?: readonly MenuItem[]
  children: ComponentChildren
}

/** Head of the panel, its keys, and the layers that Esc closes one at a time. */
export function PanelShell({ opening, shortcut, onClose, away, onGo, move, more = [], children }: Props) {
  const { t } = useWords()
  const [help, setHelp] = useState(false)
  useKeys({ Escape: () => closeTopmost() || onClose(), '?': () => setHelp(true) })
  const { artifact, moved } = opening
  return (
    <div class="panel">
      <header class="panel-head">
        <Mark />
        <h1 class="small soft grow panel-title">{artifact ? t('panel.on', { type: artifact.type }) : t('panel.anywhere')}</h1>
        {(move || more.length > 0) && <Menu label={t('aside.menu')} items={[...more, ...(move ? [{ label: move.label, onSelect: move.onMove }] : [])]} />}
        <IconButton label={t('common.keys')} keys="?" onClick={() => setHelp(true)}><HelpIcon /></IconButton>
        <IconButton label={t('common.close')} keys="Escape" onClick={onClose}><XIcon /></IconButton>
      </header>
      {moved && artifact && <div class="panel-inset"><div class="band band-offline" role="status"><WarningIcon /><p class="grow">{t('panel.moved', { title: nameOf(opening) })}</p></div></div>}
      {away && artifact && (
        <div class="panel-inset">
          <div class="band band-offline panel-away" role="status">
            <WarningIcon />
            <p class="grow">{t(away.to?.artifact ? `aside.${away.why}` : 'aside.writingUnseen', { title: nameOf(opening), other: away.to ? nameOf(away.to) : '' })}</p>
            <Button look="quiet" onClick={onGo}>{t('aside.go')}</Button>
          </div>
        </div>
      )}
      <main class="panel-body">{children}</main>
      <KeysHelp
        open={help} onClose={() => setHelp(false)}
        bindings={[
          { keys: shortcut, does: t('panel.key.open') }, { keys: 'Ctrl+Enter', does: t('panel.key.send') }, { keys: 'Escape', does: t('panel.key.close') },
          { keys: 'ArrowDown', does: t('panel.key.move') }, { keys: '?', does: t('panel.key.keys') },
        ]}
      />
    </div>
  )
}

/** How the work is called, short. */
const nameOf = ({ artifact, details }: Opening): string => cut(titleOf(details.title) ?? (artifact ? keyText(artifact) : ''), 80)
