import { useRef, useState } from 'preact/hooks'
import { expiryOf } from '../../shared/feedback'
import type { PersonRef } from '../../shared/people'
import type { KeptDraft } from '../bridge/kept'
import { PersonPicker } from '../people/PersonPicker'
import type { Suggestions } from '../people/suggestions'
import { ChipAdd, Chips, ChipToggle, useWords } from '../ui'
import type { MayCoach } from './coached'
import { useLayer } from './layers'

interface Props {
  draft: KeptDraft
  coached: MayCoach
  suggestions: Suggestions
  onChange: (part: Pick<KeptDraft, 'person'>) => void
}

/** Whom a note is about: one's own work, or somebody whom one leads; and what that means. */
export function NoteAbout({ draft, coached, suggestions, onChange }: Props) {
  const { t, date } = useWords()
  const [finding, setFinding] = useState(false)
  const row = useRef<HTMLDivElement>(null)
  const close = () => setFinding(false)
  useLayer(finding, close)
  const { person } = draft
  const led = (id: string) => coached.led.some((one) => one.id === id)
  const named = [...suggestions.sure, ...suggestions.maybe].map((one) => one.person).filter(({ id }) => led(id))
  const shown: PersonRef[] = [...named, ...(person && !named.some(({ id }) => id === person.id) ? [person] : [])]
  const until = date(expiryOf('note', Date.now())!)
  const take = (one: PersonRef | null) => {
    setFinding(false)
    onChange({ person: one && { id: one.id, name: one.name ?? '' } })
  }
  return (
    <div class="composer-group" ref={row}>
      {coached.led.length > 0 && (
        <>
          <p class="label" aria-hidden="true">{t('compose.note.about')}</p>
          <Chips label={t('compose.note.about')}>
            <ChipToggle chosen={!person} onToggle={() => take(null)}>{t('compose.note.me')}</ChipToggle>
            {shown.map((one) => <ChipToggle key={one.id} person={one.name ?? ''} chosen={person?.id === one.id} onToggle={(on) => take(on ? one : null)}><bdi>{one.name}</bdi></ChipToggle>)}
            {!finding && coached.led.some(({ id }) => !shown.some((one) => one.id === id)) && <ChipAdd onClick={() => setFinding(true)}>{t('compose.note.find')}</ChipAdd>}
          </Chips>
          {finding && <PersonPicker label={t('people.find')} quiet near={named} only={led} onPick={take} onLeave={close} />}
        </>
      )}
      <p class="tiny soft">{[person && t('compose.note.personal', { name: person.name }), t('compose.note.until', { date: until })].filter(Boolean).join(' ')}</p>
    </div>
  )
}
