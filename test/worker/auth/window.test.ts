/** The extension's sign-in window: Chromium closes it on any answer from 400 on, and the words with it. */
import { describe, expect, it } from 'vitest'
import { extensionClientId } from '../../../shared/auth'
import { challengeOf, chance } from '../../../worker/auth/tokens'
import { Browser, company, fresh, mailsTo } from './browser'

const asked = async (): Promise<string> => `/oauth/authorize?${new URLSearchParams({ response_type: 'code', client_id: extensionClientId, redirect_uri: 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/', code_challenge: await challengeOf(chance()), code_challenge_method: 'S256', state: 'a-state' })}`
const problems = [['/sign-in', { email: 'no address' }], ['/auth/email/code', { code: '000000' }], ['/auth/email/link', { id: 'none', token: 'none' }]] as const

describe('in the extension’s window', () => {
  it.each(problems)('%s says what is wrong without an error status, and elsewhere with one', async (path, fields) => {
    const window = new Browser()
    await window.get(await asked())
    const [inside, outside] = [await window.post(path, fields), await new Browser().post(path, fields)]
    expect([inside.status, outside.status]).toEqual([200, expect.toSatisfy((status: number) => status >= 400)])
    expect(await inside.text()).toContain('role="alert"')
  })

  it('the way back to signing in leads on to what the window came for', async () => {
    const window = new Browser()
    const path = await asked()
    await window.get(path)
    const html = await (await window.post('/auth/email/code', { code: '000000' })).text()
    expect(html).toContain(`href="/sign-in?next=${encodeURIComponent(path)}"`)
  })

  it('a link from the e-mail signs a tab in, and the window goes on to connect', async () => {
    const email = fresh('ada')
    await company([{ email, name: 'Ada Okafor' }])
    const window = new Browser()
    const path = await asked()
    await window.get(path)
    await window.post('/sign-in', { email, next: path })
    const [mail] = await mailsTo(email)
    const link = new URL(/https?:\S+/.exec(mail!.text)![0])
    const tab = await window.post('/auth/email/link', { id: link.searchParams.get('id')!, token: link.searchParams.get('token')! })
    expect([tab.status, tab.headers.get('location')]).toEqual([303, '/'])
    const on = await window.get(`/sign-in?next=${encodeURIComponent(path)}`)
    expect([on.status, on.headers.get('location')]).toEqual([303, path])
    expect(await (await window.get(path)).text()).toContain('Connect this browser as Ada Okafor')
  })

  it('leaves no session of the desk behind that was opened for it alone; another one stays', async () => {
    const email = fresh('dee')
    await company([{ email, name: 'Dee Alvarez' }])
    const connect = async (browser: Browser, path: string) => browser.post('/oauth/authorize', Object.fromEntries(new URL(path, 'http://x').searchParams))
    for (const [signedInBefore, after] of [[true, 200], [false, 401]] as const) {
      const window = new Browser()
      const path = await asked()
      if (signedInBefore) await window.post('/auth/demo/desk', { email, next: '/' })
      await window.get(path)
      if (!signedInBefore) await window.post('/auth/demo/desk', { email, next: path })
      await window.get(path)
      expect((await connect(window, path)).headers.get('location')).toContain('code=')
      expect((await window.get('/api/v1/me')).status).toBe(after)
    }
  })

  it('is over once the browser is connected', async () => {
    const email = fresh('ben')
    await company([{ email, name: 'Ben Ode' }])
    const window = new Browser()
    const path = await asked()
    await window.get(path)
    await window.post('/auth/demo/desk', { email, next: '/' })
    const answer = await window.post('/oauth/authorize', Object.fromEntries(new URL(path, 'http://x').searchParams))
    expect(answer.status).toBe(303)
    expect((await window.post('/sign-in', { email: 'no address' })).status).toBe(422)
  })
})
