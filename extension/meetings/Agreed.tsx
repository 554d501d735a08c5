import { useState } from 'preact/hooks'
import type { ActionItem } from '../../shared/action-items'
import type { Meeting } from '../../shared/meetings'
import type { PersonRef } from '../../shared/people'
import { ItemForm } from '../action-items/ItemForm'
import { ItemRow } from '../action-items/ItemRow'
import { shortName } from '../people/names'
import { PersonPicker } from '../people/PersonPicker'
import { Button, ChipChosen, Chips, PlusIcon, Rows, Section, Segmented, State, useWords } from '../ui'
import type { Agenda } from './useAgenda'

interface Props { meeting: Meeting; viewer: PersonRef; agenda: Agenda }

/** What was agreed on: whose it is, by when; ticked off here too. */
export function Agreed({ meeting, viewer, agenda }: Props) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  const put = (item: ActionItem) => agenda.agenda.set({ ...meeting, items: meeting.items.map((one) => (one.id === item.id ? item : one)) })
  return (
    <Section title={t('meetings.agreed')} aside={!adding && !meeting.closed && <Button look="quiet" class="pull-end" icon={<PlusIcon size={14} />} onClick={() => setAdding(true)}>{t('meetings.agree')}</Button>}>
      {adding && <Agree meeting={meeting} viewer={viewer} onAgree={(text, due, owner) => agenda.agree(text, due, owner).then((went) => went && setAdding(false))} onCancel={() => setAdding(false)} />}
      {meeting.items.length === 0 && !adding && <State is="empty" small what={t('meetings.agree.none')} />}
      {meeting.items.length > 0 && <Rows lined label={t('meetings.agreed')}>{meeting.items.map((item) => <ItemRow key={item.id} item={item} whose onChange={put} />)}</Rows>}
    </Section>
  )
}

function Agree({ meeting, viewer, onAgree, onCancel }: { meeting: Meeting; viewer: PersonRef; onAgree: (text: string, due: string | null, owner: string) => void; onCancel: () => void }) {
  const { t } = useWords()
  const { person } = meeting
  const [owner, setOwner] = useState<PersonRef>(person ?? viewer)
  return (
    <ItemForm label={t('meetings.agree')} button={t('todo.add')} onSubmit={(text, due) => onAgree(text, due, owner.id)} onCancel={onCancel}>
      {person
        ? <Segmented label={t('meetings.agree.who')} shown value={owner.id} onChange={(id) => setOwner(id === person.id ? person : viewer)} options={[person, viewer].map(({ id, name }) => ({ value: id, label: id === viewer.id ? t('people.you') : shortName(name ?? t('common.former')) }))} />
        : <OfTeam owner={owner} onOwner={setOwner} />}
    </ItemForm>
  )
}

function OfTeam({ owner, onOwner }: { owner: PersonRef; onOwner: (owner: PersonRef) => void }) {
  const { t } = useWords()
  const [picking, setPicking] = useState(false)
  if (picking) return <PersonPicker label={t('meetings.agree.who')} onPick={(person) => { onOwner(person); setPicking(false) }} onLeave={() => setPicking(false)} />
  const name = owner.name ?? t('common.former')
  return <Chips label={t('meetings.agree.who')}><ChipChosen person={name} name={name} onRemove={() => setPicking(true)}>{name}</ChipChosen></Chips>
}
