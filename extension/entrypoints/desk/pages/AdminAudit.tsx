import { useState } from 'preact/hooks'
import { type AuditEntry, auditEndpoints, auditKinds } from '../../../../shared/audit'
import type { PersonRef } from '../../../../shared/people'
import { call } from '../../../bridge/call'
import { usePages } from '../../../organisation/load'
import { problemWord } from '../../../organisation/problem'
import { AuditRows, kindText } from '../../../trust/AuditRows'
import { PeopleField } from '../../../trust/PeopleField'
import { Button, Section, State, useWords } from '../../../ui'

/** That something happened in the organisation: for auditors. */
export function AdminAudit() {
  const words = useWords()
  const { t, word } = words
  const [kind, setKind] = useState('')
  const [people, setPeople] = useState<PersonRef[]>([])
  const person = people[0]?.id
  const entries = usePages<AuditEntry>((after) => call(auditEndpoints.all, { query: { ...(kind && { kind }), ...(person && { person }), after } }), [kind, person])
  return (
    <Section quiet title={t('admin.audit')}>
      <p class="soft">{t('audit.why')}</p>
      <div class="stack form">
        <div class="labelled">
          <label class="label" for="audit-kind">{t('audit.kind')}</label>
          <select id="audit-kind" class="field" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
            <option value="">{t('audit.everything')}</option>
            {auditKinds.map((one) => <option key={one} value={one}>{kindText(one, words)}</option>)}
          </select>
        </div>
        <PeopleField label={t('audit.person')} add={t('matters.addPerson')} most={1} people={people} onChange={setPeople} />
      </div>
      {entries.loading && <State is="loading" rows={6} />}
      {entries.problem && <State is="failed" what={word(problemWord(entries.problem))} onRetry={entries.again} />}
      {entries.value?.length === 0 && <State is="empty" small what={t('audit.nothingHere')} />}
      {entries.value && entries.value.length > 0 && <AuditRows entries={entries.value} label={t('admin.audit')} linked={false} viewer="" />}
      {entries.more && <div><Button look="line" aria-busy={entries.loadingMore} onClick={entries.more}>{t('audit.further')}</Button></div>}
    </Section>
  )
}
