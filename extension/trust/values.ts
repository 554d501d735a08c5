import { type SettingName, settingNames, type SettingValues } from '../../shared/agreement'
import type { PersonRef } from '../../shared/people'
import { monthsOf, retentionRecords } from '../../shared/retention'
import type { Words } from '../ui'

/** The value of a setting in a few words. `people`: the names of who may stand in it; `beside`: another value of it, of which only the difference is said. */
export function valueText(setting: SettingName, value: unknown, people: readonly PersonRef[], { t, list }: Words, beside?: unknown): string {
  const names = (ids: readonly string[]) => list(ids.map((id) => people.find((one) => one.id === id)?.name ?? t('common.former')))
  const held = { [setting]: value } as Partial<SettingValues>
  switch (setting) {
    case 'agreement': return held.agreement ? held.agreement.title : t('agreement.value.none')
    case 'counters':
    case 'channelWords': return value ? t('agreement.value.on') : t('agreement.value.off')
    case 'handlers': return held.handlers?.length ? names(held.handlers) : t('agreement.value.rule')
    case 'retention': return list(retentionRecords.filter((record) => beside === undefined || monthsOf(record, held.retention) !== monthsOf(record, beside as SettingValues['retention'])).map((record) => t('agreement.value.of', { name: t(`retention.${record}`), value: t('agreement.value.months', { count: monthsOf(record, held.retention) }) })))
    case 'fiscalStart': return t('agreement.value.month', { month: held.fiscalStart! })
    case 'disclosureSecond': return held.disclosureSecond!.is === 'anyone' ? t('agreement.second.anyone') : t('agreement.value.of', { name: t(`agreement.second.${held.disclosureSecond!.is}`), value: names(held.disclosureSecond!.people) })
    case 'visibilities': {
      const kinds = Object.entries(held.visibilities ?? {}) as ['recognition' | 'feedback' | 'coaching', string[]][]
      return kinds.length === 0 ? t('agreement.value.everyVisibility') : list(kinds.map(([kind, left]) => t('agreement.value.of', { name: t(`retention.${kind}`), value: list(left.map((one) => t(`audience.pick.${one as 'team'}`, { organisation: '' }).trim())) })))
    }
  }
}

/** Those that an agreement can cover: all but itself, which it always does. */
export const coverable = settingNames.filter((name) => name !== 'agreement')
