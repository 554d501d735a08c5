import { useState } from 'preact/hooks'
import { organisationEndpoints } from '../../../../shared/organisations'
import { call } from '../../../bridge/call'
import { useAct } from '../../../organisation/load'
import { problemWord } from '../../../organisation/problem'
import { announce, Button, Field, Section, State, useWords } from '../../../ui'
import { AllowedVisibilities } from '../AllowedVisibilities'
import { useDesk } from '../context'

/** What the organisation is called, as it stands on every audience line, and whom one may choose to see something. */
export function AdminOrganisation() {
  const { t, word } = useWords()
  const { me, setMe } = useDesk()
  const [name, setName] = useState(me.organisation.name)
  const saving = useAct()
  const save = () => {
    if (name.trim() === '') return
    void saving.run(async () => {
      const said = await call(organisationEndpoints.rename, { body: { name: name.trim() } })
      setMe({ ...me, organisation: { ...me.organisation, ...said } })
      announce(t('settings.saved'))
    })
  }
  return (
    <>
      <Section quiet title={t('admin.organisation')}>
        <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
          <Field label={t('admin.organisation.name')} hint={t('admin.organisation.nameHint')} autocomplete="organization" maxLength={120} value={name} onInput={setName} error={name.trim() === '' ? t('field.needed') : undefined} />
          {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
          <div><Button type="submit" look="outline" aria-busy={saving.busy}>{t('common.save')}</Button></div>
        </form>
      </Section>
      <Section title={t('visibilities.title')}><AllowedVisibilities /></Section>
    </>
  )
}
