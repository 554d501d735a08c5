/** The demo's own pages answer nonsense as everything else does. */
import { expect, it } from 'vitest'
import { api } from '../support'

it.each(['%E0%A4%A', '%', '%00', '..%2f..%2fsecrets.json', '__proto__'])('a mail called %s is not there', async (id) => {
  expect((await api().get(`/dev/mailbox/${id}`)).status).toBe(404)
})
