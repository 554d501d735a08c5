import { useId } from 'preact/hooks'
import type { Visibility } from '../../shared/audience.keys'
import type { KeptDraft } from '../bridge/kept'
import { shortName } from '../people/names'
import { useWords } from '../ui'
import { teamsOf } from './composing'

interface Props {
  draft: KeptDraft
  /** What kind and organisation allow. */
  allowed: readonly Visibility[]
  organisation: string
  onChange: (part: Pick<KeptDraft, 'visibility'> & Partial<Pick<KeptDraft, 'team'>>) => void
}

/** Who may see it: native radios, and the team where there are several. */
export function AudiencePicker({ draft, allowed, organisation, onChange }: Props) {
  const { t } = useWords()
  const name = useId()
  const teams = teamsOf(draft.recipients)
  return (
    <fieldset class="audience-picker">
      <legend class="label">{t('compose.visibility')}</legend>
      {allowed.map((visibility) => (
        <label key={visibility} class="audience-choice">
          <input type="radio" name={name} checked={draft.visibility === visibility} onChange={() => onChange({ visibility })} />
          <span>{visibility === 'recipients' && draft.kind === 'coaching' && draft.recipients[0] ? t('audience.pick.nameAndMe', { name: shortName(draft.recipients[0].name) }) : visibility === 'team' && draft.toTeam ? t('audience.pick.theTeam', { team: draft.toTeam.name }) : t(`audience.pick.${visibility}`, { organisation })}</span>
        </label>
      ))}
      {draft.visibility === 'team' && teams.length > 1 && (
        <div class="labelled">
          <label class="label" for={`${name}-team`}>{t('compose.team')}</label>
          <select id={`${name}-team`} class="field" value={draft.team ?? teams[0]!.id} onChange={(event) => onChange({ visibility: 'team', team: event.currentTarget.value })}>
            {teams.map((team) => <option key={team.id} value={team.id}>{team.name}</option>)}
          </select>
        </div>
      )}
    </fieldset>
  )
}
