import { useState } from 'preact/hooks'
import type { Person } from '../../shared/people'
import { mostPassedOn, talkEndpoints } from '../../shared/talk'
import { call } from '../bridge/call'
import type { OnPart } from '../feedback/cardParts'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { PersonPicker } from '../people/PersonPicker'
import { announce, Button, ChipChosen, Chips, Dialog, State, useWords } from '../ui'

/** Passes something on to named people, who are named before it is done. */
export function PassOn({ card, viewer, onChange, close }: OnPart) {
  const { t, word } = useWords()
  const [people, setPeople] = useState<Person[]>([])
  const [tried, setTried] = useState(false)
  const passing = useAct()
  const passed = card.changes.flatMap(({ kind, to }) => (kind === 'passed_on' ? (to ?? []) : []))
  const left = mostPassedOn - passed.length - people.length
  const out = [viewer, card.author.id, ...passed.map(({ id }) => id), ...people.map(({ id }) => id)]
  const names = people.map(({ name }) => name)
  const pass = () => {
    setTried(true)
    if (people.length === 0) return
    void passing.run(async () => {
      onChange(await call(talkEndpoints.passOn, { params: { id: card.id }, body: { people: people.map(({ id }) => id) } }))
      announce(t('talk.passOnDone', { names }))
      close()
    })
  }
  return (
    <Dialog
      open onClose={close} title={t('talk.passOn')}
      actions={<><Button look="quiet" onClick={close}>{t('common.cancel')}</Button><Button look="ink" aria-busy={passing.busy} onClick={(event) => event.isTrusted && pass()}>{t('talk.passOn')}</Button></>}
    >
      <div class="stack">
        {people.length > 0 && (
          <Chips label={t('talk.passOnWhom')}>
            {people.map((person) => <ChipChosen key={person.id} person={person.name} name={person.name} onRemove={() => setPeople(people.filter(({ id }) => id !== person.id))}><bdi>{person.name}</bdi></ChipChosen>)}
          </Chips>
        )}
        {left > 0 && <PersonPicker key={people.length} label={t('talk.passOnWhom')} open={false} out={out} onPick={(person) => setPeople([...people, person])} />}
        <p class="tiny soft">{t('talk.passOnLeft', { count: left + people.length })}</p>
        {names.length > 0 && <p>{t('talk.passOnWill', { names, author: card.author.name ?? t('people.former') })}</p>}
        <p class="small soft">{t('talk.passOnBehind')}</p>
        {tried && people.length === 0 && <p class="field-error" role="alert">{t('compose.need.who')}</p>}
        {passing.problem && <State is="failed" what={word(problemWord(passing.problem))} />}
      </div>
    </Dialog>
  )
}
