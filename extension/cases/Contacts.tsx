import { caseEndpoints } from '../../shared/cases'
import type { Person, PersonRef } from '../../shared/people'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { PersonPicker } from '../people/PersonPicker'
import { Chip, ChipChosen, Chips, State, useWords } from '../ui'
import { nameIn } from './names'

const most = 3

/** For admins: who runs cases of data protection. */
export function Contacts() {
  const words = useWords()
  const { t, word } = words
  const { value, problem, again, set } = useLoad(() => call(caseEndpoints.contacts, {}))
  const saving = useAct()
  const save = (people: readonly Pick<PersonRef, 'id'>[]) => void saving.run(async () => set(await call(caseEndpoints.setContacts, { body: { people: people.map(({ id }) => id) } })))
  if (problem) return <State is="failed" what={word(problemWord(problem))} onRetry={again} />
  if (!value) return <State is="loading" rows={2} />
  const { items } = value
  return (
    <div class="stack form">
      <p class="soft">{t('case.contactsWhy')}</p>
      {items.length > 0 && <Chips>
        {items.map((one) => {
          const others = items.filter((other) => other.id !== one.id)
          const name = nameIn(one, words)
          return others.length > 0 ? <ChipChosen key={one.id} name={name} onRemove={() => save(others)}>{name}</ChipChosen> : <Chip key={one.id}>{name}</Chip>
        })}
      </Chips>}
      {items.length < most && <PersonPicker label={t('case.contacts')} open={false} out={items.map(({ id }) => id)} onPick={(person: Person) => save([...items, person])} />}
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
    </div>
  )
}
