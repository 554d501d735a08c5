import { useState } from 'preact/hooks'
import { organisationEndpoints } from '../../../../shared/organisations'
import { reportEndpoints } from '../../../../shared/reports'
import type { PersonRef } from '../../../../shared/people'
import { call } from '../../../bridge/call'
import { useAct, useLoad } from '../../../organisation/load'
import { problemWord } from '../../../organisation/problem'
import { PersonPicker } from '../../../people/PersonPicker'
import { announce, Button, ChipChosen, Chips, Section, State, useWords } from '../../../ui'

/** Who looks at reports: two or more people, in the order in which they are asked. */
export function AdminReports() {
  const { t, word } = useWords()
  const [chosen, setChosen] = useState<PersonRef[] | null>(null)
  const [tried, setTried] = useState(false)
  const named = useLoad(() => call(organisationEndpoints.handlers, {}), [])
  const waiting = useLoad(() => call(reportEndpoints.waiting, {}), [])
  const saving = useAct()
  const people = chosen ?? named.value?.people ?? []
  const save = () => {
    setTried(true)
    if (people.length < 2) return
    void saving.run(async () => {
      named.set(await call(organisationEndpoints.setHandlers, { body: { people: people.map(({ id }) => id) } }))
      setChosen(null)
      setTried(false)
      announce(t('report.handlersSaved'))
    })
  }
  return (
    <Section title={t('report.handlers')}>
      <p class="soft">{t('report.handlersWhy')}</p>
      {(waiting.value?.waiting ?? 0) > 0 && <p role="status">{t('report.waiting', { count: waiting.value!.waiting })}</p>}
      {named.loading && <State is="loading" rows={1} />}
      {named.problem && <State is="failed" what={word(problemWord(named.problem))} onRetry={named.again} />}
      {named.value && (
        <div class="stack form">
          <Chips label={t('report.handlers')}>
            {people.map(({ id, name }) => <ChipChosen key={id} person={name ?? ''} name={name ?? t('people.former')} onRemove={() => setChosen(people.filter((one) => one.id !== id))}><bdi>{name ?? t('people.former')}</bdi></ChipChosen>)}
          </Chips>
          <PersonPicker key={people.length} label={t('people.find')} open={false} out={people.map(({ id }) => id)} onPick={({ id, name }) => setChosen([...people, { id, name }])} />
          {(tried && people.length < 2) && <p class="field-error" role="alert">{t('report.handlersFew')}</p>}
          {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
          <div><Button look="ink" aria-busy={saving.busy} onClick={save}>{t('common.save')}</Button></div>
        </div>
      )}
    </Section>
  )
}
