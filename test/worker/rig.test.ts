import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'

describe('the rig', () => {
  it('has a real D1 with the migrations applied', async () => {
    const { results } = await env.DB.prepare('select name from d1_migrations order by id').all<{ name: string }>()
    expect(results.map(({ name }) => name)).toEqual(env.MIGRATIONS.map(({ name }) => name))
  })

  it('keeps one mail however often it is sent', async () => {
    const mail = { id: 'rig-1', to: 'ada@demo.cairn.test', subject: 'Grüße, Ada', text: 'مرحبا', html: '<p>مرحبا</p>' }
    const send = () => env.MAILBOX.fetch('http://mailbox/', { method: 'POST', body: JSON.stringify(mail) })
    expect([(await send()).status, (await send()).status]).toEqual([201, 200])
    const listed = await (await env.MAILBOX.fetch('http://mailbox/')).json<{ id: string }[]>()
    expect(listed.filter(({ id }) => id === 'rig-1')).toHaveLength(1)
    expect(await (await env.MAILBOX.fetch('http://mailbox/rig-1')).json()).toMatchObject(mail)
    expect((await env.MAILBOX.fetch('http://mailbox/other')).status).toBe(404)
  })
})
