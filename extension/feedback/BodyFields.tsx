import type { FeedbackBody } from '../../shared/bodies'
import type { ArtifactType } from '../../shared/artifacts'
import { ruleOf } from '../../shared/kinds'
import { graphemes } from '../../shared/text'
import type { KeptDraft } from '../bridge/kept'
import { shortName } from '../people/names'
import { TextArea, useWords } from '../ui'
import { Hints } from './hints'

interface Props {
  draft: KeptDraft
  type: ArtifactType | undefined
  onChange: (body: FeedbackBody) => void
  /** The field that wants something, and what. */
  wrong: { at: string; says: string } | null
  /** Told each field's element by its name, for the focus. */
  hold: (field: string, element: HTMLTextAreaElement | null) => void
}

/** Characters from the limit at which they begin to be counted. */
const near = 200

/** What was done and what it changed: one field, or situation, behaviour, impact and next step; goal, reality, options and will. */
export function BodyFields({ draft, type, onChange, wrong, hold }: Props) {
  const { t } = useWords()
  const { body } = draft
  const max = ruleOf(draft.kind).length[1]
  const length = graphemes(Object.values(body).join('\n'))
  const counted = length > max - near && (length > max ? t('common.charactersOver', { count: length - max }) : t('common.charactersLeft', { count: max - length }))
  const common = (field: string) => ({
    words: true, error: wrong?.at === field ? wrong.says : undefined, innerRef: (element: HTMLTextAreaElement | null) => hold(field, element), name: field,
  })
  const hints = <Hints body={body} />
  if ('text' in body) {
    return <>
      <TextArea
        {...common('text')} fill label={questionOf(draft, t)} placeholder={t(draft.kind === 'recognition' ? 'compose.example' : draft.kind === 'note' ? 'compose.note.example' : 'compose.coach.example')} value={body.text} hint={counted || undefined}
        onInput={(text) => onChange({ text })}
      />
      {hints}
    </>
  }
  if ('goal' in body) {
    return (
      <div class="composer-fields">
        {(['goal', 'reality', 'options', 'will'] as const).map((field) => (
          <TextArea
            {...common(field)} key={field} label={t(`compose.${field}`)} aside={t(`compose.${field}.hint`)} value={body[field]} hint={(field === 'goal' && counted) || undefined}
            onInput={(text) => onChange({ ...body, [field]: text })}
          />
        ))}
        {hints}
      </div>
    )
  }
  const row = (field: 'situation' | 'behaviour' | 'impact' | 'next', aside: string) => (
    <TextArea
      {...common(field)} key={field} class={field === 'situation' ? 'field-prefilled' : undefined} label={t(`compose.${field}`)} aside={aside}
      value={body[field] ?? ''} hint={(field === 'behaviour' && counted) || undefined} onInput={(text) => onChange({ ...body, [field]: text })}
    />
  )
  return (
    <div class="composer-fields">
      {row('situation', type ? t('compose.situation.hint', { type }) : t('common.optional'))}
      {row('behaviour', t('compose.behaviour.hint'))}
      {row('impact', t('compose.impact.hint'))}
      {row('next', t('common.optional'))}
      {hints}
    </div>
  )
}

function questionOf({ kind, recipients, invite }: KeptDraft, t: ReturnType<typeof useWords>['t']): string {
  if (kind === 'note') return t('compose.note.what')
  const names = [...recipients.map((one) => one.name), ...(invite ? [invite.name] : [])]
  if (kind === 'coaching' && names[0]) return t('compose.coach.what', { name: shortName(names[0]) })
  if (names.length === 0) return t('compose.whatNobody')
  return names.length === 1 ? t('compose.what', { name: shortName(names[0]!) }) : t('compose.whatMany')
}
