/** The clock serves all organisations: a row of one that cannot be read must not stop it for the others. */
import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import worker from '../../../worker/index'
import { api, makeOrganisation, recognition, tokenFor } from '../support'

it('goes on behind what fails', async () => {
  const [fjord, org] = [await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay' }, { name: 'Finn' }] }), await makeOrganisation({ people: [{ name: 'Ben' }, { name: 'Dee' }] })]
  const broken = recognition(fjord, 'Fay', ['Finn'])
  await api(await tokenFor(fjord, 'Fay')).post('/api/v1/feedback', broken)
  await env.DB.prepare(`update feedback set retracted_at = 1, words = 'no longer JSON' where org_id = ? and id = ?`).bind(fjord.id, broken.id).run()
  await api(await tokenFor(org, 'Ben')).post('/api/v1/feedback', recognition(org, 'Ben', ['Dee']))
  // Missed by the request that should have done it.
  await env.DB.prepare(`insert into due (org_id, seq, reaction, person_id) select org_id, seq, 'email', ? from events where org_id = ? and kind = 'feedback.given'`).bind(org.person('Dee').id, org.id).run()
  const due = async () => (await env.DB.prepare('select count(*) as n from due where org_id = ?').bind(org.id).first<{ n: number }>())!.n
  expect(await due()).toBe(1)
  const context = createExecutionContext()
  await worker.scheduled!(createScheduledController({ scheduledTime: new Date(Date.now() + 120_000) }), env as never, context)
  await waitOnExecutionContext(context)
  expect(await due()).toBe(0)
})
