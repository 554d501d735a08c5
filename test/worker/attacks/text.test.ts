/** Characters that nobody sees make no text, no name and no address. */
import { expect, it } from 'vitest'
import { Email } from '../../../shared/text'
import { api, makeOrganisation, recognition, tokenFor } from '../support'

it.each(['\u3164', '\u115f', '\u1160', '\u180e', '\uffa0', '\u200b', '\u2060'])('a recognition of nothing but U+%s is too short', async (filler) => {
  const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }, { name: 'Ben Ode' }] })
  const answer = await api(await tokenFor(org, 'Ada Okafor')).post('/api/v1/feedback', recognition(org, 'Ada Okafor', ['Ben Ode'], { body: { text: filler.repeat(12) } }))
  expect([answer.status, answer.json.errors]).toEqual([422, [expect.objectContaining({ pointer: '/body/text', code: 'too-short' })]])
})

it.each(['be\u0000n@n.test', 'ben\u0007@n.test', 'be\u200bn@n.test', '\u202eben@n.test', 'b\u3164en@n.test', 'be\ud800n@n.test'])('%j is no address', (address) => {
  expect(Email.safeParse(address).success).toBe(false)
})
it('an address in another script is one', () => expect(Email.safeParse(' Jürgen@n.test ').data).toBe('jürgen@n.test'))

it('stepping back twice is stepping back once, also after it narrowed', async () => {
  const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }, { name: 'Ben Ode' }, { name: 'Chi Tran' }] })
  const [ada, ben, chi] = await Promise.all(['Ada Okafor', 'Ben Ode', 'Chi Tran'].map(async (name) => api(await tokenFor(org, name)))) as [ReturnType<typeof api>, ReturnType<typeof api>, ReturnType<typeof api>]
  const draft = recognition(org, 'Ada Okafor', ['Ben Ode', 'Chi Tran'])
  await ada.post('/api/v1/feedback', draft)
  const back = (by: typeof ada) => by.post(`/api/v1/feedback/${draft.id}/step-back`)
  expect([(await back(ben)).status, (await back(ben)).status, (await back(chi)).status]).toEqual([200, 200, 200])
  for (const by of [ben, chi]) {
    const again = await back(by)
    expect([again.status, again.json.changes.filter((one: { kind: string }) => one.kind === 'stepped_back').length, again.json.audience.visibility]).toEqual([200, 2, 'recipients'])
  }
})
