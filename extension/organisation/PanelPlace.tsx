import { Segmented, useWords } from '../ui'

interface Props {
  aside: boolean
  /** It opens by the key and the toolbar only. */
  needsKey: boolean
  onChange: (aside: boolean) => void
}

/** Where the panel opens: beside the work, or in the browser's own side panel. */
export function PanelPlace({ aside, needsKey, onChange }: Props) {
  const { t } = useWords()
  return (
    <div class="stack panel-place">
      <Segmented
        look="boxes" label={t('aside.title')} value={aside ? 'browser' : 'beside'}
        options={[{ value: 'beside', label: t('aside.beside') }, { value: 'browser', label: t('aside.browser') }]} onChange={(place) => onChange(place === 'browser')}
      />
      {needsKey && aside && <p class="small soft">{t('aside.needsKey')}</p>}
    </div>
  )
}
