import type { Me } from '../../shared/people'
import { ChipToggle, Chips, announce, useWords } from '../ui'

interface Props {
  values: Me['values']
  chosen: readonly string[]
  max: number
  onChange: (chosen: string[]) => void
}

/** The organisation's core values, none to `max` of them. */
export function CoreValues({ values, chosen, max, onChange }: Props) {
  const { t } = useWords()
  const toggle = (id: string, on: boolean) => {
    if (on && chosen.length >= max) announce(t('compose.value.most', { max }))
    else onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))
  }
  return (
    <div class="composer-group">
      <p class="label" aria-hidden="true">{t('compose.value')}<span class="label-optional"> {t('common.optional')}</span></p>
      <Chips label={t('compose.value')}>
        {values.map((value) => <ChipToggle key={value.id} accent chosen={chosen.includes(value.id)} onToggle={(on) => toggle(value.id, on)}>{value.name}</ChipToggle>)}
      </Chips>
      {chosen.length >= max && max < values.length && <p class="field-hint">{t('compose.value.most', { max })}</p>}
    </div>
  )
}
