import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { Browser, base, company, fresh, signedIn } from './browser'

describe('where signing in leads', () => {
  it('stays ours through the whole journey', async () => {
    const email = fresh('ada')
    await company([{ email, name: 'Ada' }])
    const browser = new Browser()
    const answer = await browser.post('/auth/demo/desk', { email, next: '//evil.example/' })
    expect(answer.headers.get('location')).toBe('/')
    expect((await browser.get('/sign-in?next=//evil.example/')).headers.get('location')).toBe('/')
  })
})

describe('a form', () => {
  const stranger = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  it.each(['/sign-in', '/auth/demo/desk', '/auth/email/code', '/auth/email/link', '/auth/email/choose', '/setup', '/join/abc', '/oauth/authorize'])('%s is not taken from a page elsewhere', async (path) => {
    const browser = new Browser()
    expect((await browser.post(path, { email: 'a@b.test' }, stranger)).status).toBe(403)
    const bare = await browser.ask(path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' })
    expect(bare.status).toBe(403)
  })

  it('of ours says its origin: pages do not ask browsers to hide it', async () => {
    const answer = await new Browser().get('/sign-in')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    expect(await answer.text()).not.toContain('<script')
  })

  it('that is too large is refused', async () => {
    expect((await new Browser().post('/sign-in', { email: 'a'.repeat(20_000) })).status).toBe(413)
  })
})

describe('a cookie alone', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['no origin, from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['neither', {}, 403],
    ['our own page', { origin: base, 'sec-fetch-site': 'same-origin' }, 204],
  ])('signs out from %s: %s', async (_, headers, status) => {
    const email = fresh('ada')
    await company([{ email, name: 'Ada' }])
    const browser = await signedIn(email)
    const answer = await browser.ask('/api/v1/me/sign-out', { method: 'POST', headers: headers as Record<string, string> })
    expect(answer.status).toBe(status)
    expect(await browser.signedInAs()).toBe(status === 204 ? null : 'Ada')
  })
})

describe('the page of signing in', () => {
  it.each([['?lang=de', {}, 'de', 'ltr', 'Anmelden'], ['', { 'accept-language': 'fr;q=0.9, ar;q=0.8, en;q=0.5' }, 'ar', 'rtl', 'تسجيل الدخول'], ['?lang=xx', { 'accept-language': 'fr' }, 'en', 'ltr', 'Sign in']])('speaks %s %o', async (query, headers, language, dir, word) => {
    const html = await (await new Browser().get(`/sign-in${query}`, headers as Record<string, string>)).text()
    expect(html).toContain(`lang="${language}" dir="${dir}"`)
    expect(html).toContain(word)
  })

  it('shows the cast in demo mode on loopback, nowhere else', async () => {
    const email = fresh('ada')
    await company([{ email, name: 'Ada <b>Okafor</b>' }])
    expect(await (await new Browser().get('/sign-in')).text()).toContain('Ada &#60;b&#62;Okafor&#60;/b&#62;')
    expect(await (await new Browser().get('https://cairn.example.com/sign-in')).text()).not.toContain(email)
    const answer = await new Browser().ask('https://cairn.example.com/auth/demo/desk', { method: 'POST', headers: { origin: 'https://cairn.example.com', 'content-type': 'application/x-www-form-urlencoded' }, body: `email=${email}` })
    expect(answer.status).toBe(404)
  })

  it('names an address that is none, and keeps what was typed', async () => {
    const answer = await new Browser().post('/sign-in', { email: '"><script>' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('aria-invalid="true"')
    expect(html).not.toContain('<script')
  })

  it('writes one line a request, without addresses or tokens', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const email = fresh('ada')
    await new Browser().post('/sign-in', { email, next: '/' })
    const lines = log.mock.calls.map(([line]) => String(line))
    log.mockRestore()
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0]!)).toMatchObject({ route: 'signIn.address', status: 303 })
    expect(lines[0]).not.toContain(email)
  })
})

describe('set-up', () => {
  const fields = { token: env.SETUP_TOKEN, organisation: 'Fresh', name: 'Fay Berg', email: 'fay@fresh.test', domains: 'fresh.test, fresh.example' }

  it.each([
    ['a wrong token', { token: 'nonsense' }, 403], ['no name', { name: ' ' }, 422], ['a bad address', { email: 'fay' }, 422], ['a bad domain', { domains: 'fresh' }, 422], ['no domain', { domains: '' }, 422],
  ])('is refused with %s, and can be tried again', async (_, more, status) => {
    const answer = await new Browser().post('/setup', { ...fields, ...more })
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toContain(env.SETUP_TOKEN)
    expect(await env.DB.prepare('select count(*) as n from set_ups').first('n')).toBe(0)
  })

  it('makes one organisation a token, also when two ask at once', async () => {
    const browsers = [new Browser(), new Browser()]
    const answers = await Promise.all(browsers.map((one) => one.post('/setup', fields)))
    expect(answers.map((one) => one.status).sort()).toEqual([303, 410])
    const first = browsers[answers.findIndex((one) => one.status === 303)]!
    const me = (await (await first.get('/api/v1/me')).json()) as object
    expect(me).toMatchObject({ person: { name: 'Fay Berg', role: 'admin' }, organisation: { name: 'Fresh', domains: ['fresh.test', 'fresh.example'], size: 1 } })
    expect((await new Browser().post('/setup', { ...fields, organisation: 'Once more' })).status).toBe(410)
    expect(await env.DB.prepare("select count(*) as n from organisations where name in ('Fresh', 'Once more')").first('n')).toBe(1)
  })
})
