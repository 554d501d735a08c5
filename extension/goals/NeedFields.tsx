import { needKinds } from '../../shared/check-ins'
import { ChipChosen, Field, Segmented, useWords } from '../ui'
import { PersonPicker } from '../people/PersonPicker'

export interface Need { kind: (typeof needKinds)[number]; to: { id: string; name: string } | null; text: string }

/** "I need something": what kind, of whom, in a few words. It stands on the goal above until it is answered. */
export function NeedFields({ need, onChange, viewer, error }: { need: Need; onChange: (need: Need) => void; viewer: string; error?: string | undefined }) {
  const { t } = useWords()
  return (
    <fieldset class="check-in-need">
      <legend class="label">{t('goals.need')}</legend>
      <Segmented label={t('goals.need.kind')} look="boxes" value={need.kind} onChange={(kind) => onChange({ ...need, kind })} options={needKinds.map((one) => ({ value: one, label: t(`goals.need.${one}`) }))} />
      <div class="check-in-to">
        {need.to
          ? <ChipChosen name={need.to.name} person={need.to.name} onRemove={() => onChange({ ...need, to: null })}>{need.to.name}</ChipChosen>
          : <PersonPicker label={t('goals.need.from')} open={false} out={[viewer]} onPick={({ id, name }) => onChange({ ...need, to: { id, name } })} />}
        {error && <p class="field-error">{error}</p>}
      </div>
      <Field label={t('goals.need.words')} maxLength={500} value={need.text} onInput={(text) => onChange({ ...need, text })} />
    </fieldset>
  )
}
