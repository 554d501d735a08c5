import { type Growth, growthEndpoints } from '../../shared/growth'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { PersonField } from '../people/PersonField'
import { ChipChosen, Chips, Section, State, useWords } from '../ui'

const most = 5

/** Who else reads one's own growth, by name. */
export function Sharing({ growth, onChange }: { growth: Growth; onChange: (growth: Growth) => void }) {
  const { t, word } = useWords()
  const saving = useAct()
  const { sharedWith } = growth
  const save = (people: readonly { id: string }[]) => void saving.run(async () => onChange(await call(growthEndpoints.share, { body: { people: people.map(({ id }) => id) } })))
  return (
    <Section title={t('share.title')}>
      <p class="small soft">{t('share.why')}</p>
      {sharedWith.length > 0 && <Chips label={t('share.title')}>{sharedWith.map((one) => <ChipChosen key={one.id} person={one.name ?? ''} name={one.name ?? ''} onRemove={() => save(sharedWith.filter(({ id }) => id !== one.id))}>{one.name}</ChipChosen>)}</Chips>}
      {sharedWith.length < most && <PersonField key={sharedWith.length} label={t('share.add')} add={t('share.add')} person={null} out={[growth.person.id, ...sharedWith.map(({ id }) => id)]} onChange={(person) => person && save([...sharedWith, person])} />}
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
    </Section>
  )
}
