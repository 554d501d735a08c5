/** What somebody types into the search of people never outgrows what the database takes. */
import { expect, it } from 'vitest'
import { api, makeOrganisation, tokenFor } from '../support'

it('is answered for as many words as fit in', async () => {
  const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }] })
  const ada = api(await tokenFor(org, 'Ada Okafor'))
  const many = Array.from({ length: 50 }, (_, index) => String.fromCharCode(0x4e00 + index)).join(' ')
  for (const q of [many, 'a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9', '\ufdfa'.repeat(100)]) {
    const answer = await ada.get(`/api/v1/people?q=${encodeURIComponent(q)}`)
    expect([answer.status, answer.json.items]).toEqual([200, []])
  }
  expect((await ada.get('/api/v1/people?q=okaf%20ad')).json.items).toHaveLength(1)
})
