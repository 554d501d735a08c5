import { type AuditEntry, type AuditKind, auditKinds } from '../../shared/audit'
import { deskHref } from '../organisation/paths'
import type { WordKey } from '../../shared/words/index'
import { Row, Rows, useWords, type Words } from '../ui'

const known = new Set<string>(auditKinds)
const nouns = ['feedback', 'reply', 'view', 'request', 'meeting', 'actionItem', 'report', 'case', 'channel', 'team', 'value', 'goal', 'priority', 'hook', 'expectations', 'growth', 'indicator', 'reflection', 'learning'] as const
/** What an event is called. What has no words of its own is called by its noun, else as it is stored. */
export function kindText(kind: AuditKind | string, { t }: Words): string {
  if (known.has(kind)) return t(`audit.${kind.replace('.', '-')}` as WordKey)
  const noun = nouns.find((one) => kind.startsWith(`${one}.`))
  return noun ? t(`audit.of.${noun}`) : t('audit.other', { kind })
}

/** Entries of the audit trail. `linked`: what it was done to may be looked up. */
export function AuditRows({ entries, label, linked, viewer }: { entries: readonly AuditEntry[]; label: string; linked: boolean; viewer: string }) {
  const words = useWords()
  const { t, date } = words
  return (
    <Rows lined label={label}>
      {entries.map((one) => (
        <Row
          key={one.seq}
          title={kindText(one.kind, words)}
          detail={
            <span class="line line-wrap">
              <span>{one.actor ? t('happened.by', { name: one.actor.name ?? t('common.former') }) : t('happened.itself')}</span>
              {one.person && one.person.id !== one.actor?.id && one.person.id !== viewer && <span>{t('happened.about', { name: one.person.name ?? t('common.former') })}</span>}
              {one.fields.length > 0 && <span dir="ltr">{one.fields.join(', ')}</span>}
              <time dateTime={one.at}>{date(one.at, 'full')}, {date(one.at, 'time')}</time>
            </span>
          }
          {...(linked && one.feedback && { action: <a class="button button-quiet button-small" href={deskHref(`/feedback/${one.feedback}`)}>{t('happened.open')}</a> })}
        />
      ))}
    </Rows>
  )
}
