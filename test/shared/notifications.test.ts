import { describe, expect, it } from 'vitest'
import { defaultWay, isMailable, mayArrive, notificationKindNames, ruleOfLine, wayOf } from '../../shared/notification-kinds'
import { momentOf } from '../../shared/days'
import { catalogue, languages } from '../../shared/words'
import { servedCatalogue } from '../../shared/words/served'

describe('the rules', () => {
  it.each(languages)('every kind that may go by e-mail has its words in %s, where the worker says them, and its name in the settings', (language) => {
    const kinds = notificationKindNames.filter((kind) => isMailable(ruleOfLine(kind)))
    const served = servedCatalogue(language) as Record<string, string>
    const all = catalogue(language) as Record<string, string>
    expect(kinds.filter((kind) => (ruleOfLine(kind).email && !served[`mail.${kind}.subject`]) || !served[`mail.${kind}.line`] || !all[`prefer.kind.${kind}`])).toEqual([])
  })

  it('somebody who chose nothing hears as the rules say; what must be told is told', () => {
    for (const kind of notificationKindNames) expect(wayOf(kind, {})).toBe(defaultWay(ruleOfLine(kind)))
    expect(wayOf('account.changed', { email: { 'account.changed': 'off' } })).toBe('now')
    expect(wayOf('feedback.thanked', { digest: false })).toBe('off')
    expect(wayOf('feedback.received', { digest: false })).toBe('now')
  })
})

describe('hours', () => {
  const rhythm = { timeZone: 'Europe/Berlin', days: '12345', away: [{ from: '2026-11-18', to: '2026-11-18' }] }
  it.each([
    ['2026-11-16', 7, false], ['2026-11-16', 8, true], ['2026-11-16', 17, true], ['2026-11-16', 18, false], ['2026-11-21', 12, false], ['2026-11-18', 12, false],
  ] as const)('%s at %i: %s', (day, hour, may) => expect(mayArrive(momentOf(day, hour, rhythm.timeZone), {}, rhythm)).toBe(may))
  it('none means at any time', () => expect(mayArrive(momentOf('2026-11-21', 3, rhythm.timeZone), { hours: null }, rhythm)).toBe(true))
})
