import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { Browser, company, fresh, mailsTo } from './browser'

/** Asks for a code and reads it from the mail. */
async function asked(email: string, next = '/', browser = new Browser()) {
  const answer = await browser.post('/sign-in', { email, next })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/auth/email/code'])
  const [mail] = await mailsTo(email)
  const code = /\d{4} \d{4}/.exec(mail?.subject ?? '')?.[0] ?? ''
  const link = /http:\S+\/auth\/email\/link\?\S+/.exec(mail?.text ?? '')?.[0] ?? ''
  return { browser, code, link, mail }
}
const fieldsOf = (html: string) => Object.fromEntries([...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]))
const ada = async () => {
  const email = fresh('ada')
  await company([{ email, name: 'Ada Okafor' }])
  return email
}

describe('signing in by e-mail', () => {
  it('by the code, in the browser that asked', async () => {
    const { browser, code, mail } = await asked(await ada(), '/feedback/1?a=b')
    expect(mail!.text).not.toContain('<')
    const answer = await browser.post('/auth/email/code', { code })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/feedback/1?a=b'])
    expect(answer.headers.getSetCookie()[0]).toMatch(/^cairn=cairn_[^;]+; HttpOnly; SameSite=Lax; Path=\/; Max-Age=2592000$/)
    expect(await browser.signedInAs()).toBe('Ada Okafor')
  })

  it('by the link, only when the button is pressed', async () => {
    const { browser, link } = await asked(await ada())
    // A mail scanner follows it, here and elsewhere.
    for (const who of [browser, new Browser(), browser]) await who.get(link)
    const page = await (await browser.get(link)).text()
    expect(page).toContain('method="post" action="/auth/email/link"')
    expect((await browser.post('/auth/email/link', fieldsOf(page))).status).toBe(303)
    expect(await browser.signedInAs()).toBe('Ada Okafor')
    expect((await browser.post('/auth/email/link', fieldsOf(page))).status).toBe(410)
  })

  it('not by an address that was theirs a moment ago', async () => {
    const [before, after] = [fresh('ada'), fresh('ada')]
    const { id } = await company([{ email: before, name: 'Ada Okafor' }])
    const { browser, code } = await asked(before)
    // Changed between the look at whose address it is and the session.
    await env.DB.prepare(`create trigger meanwhile after update of used_at on email_sign_ins begin update people set email = '${after}' where org_id = '${id}'; end`).run()
    try {
      expect((await browser.post('/auth/email/code', { code })).status).toBe(403)
    } finally {
      await env.DB.prepare('drop trigger meanwhile').run()
    }
    expect(await browser.signedInAs()).toBeNull()
  })

  it('in another browser by neither: it says to type the code where it was asked for', async () => {
    const { browser, code, link } = await asked(await ada())
    const other = new Browser()
    const page = await (await other.get(link)).text()
    expect(page).not.toContain('<form')
    expect(page).toContain('Go back there and type the code')
    const query = new URL(link).searchParams
    expect((await other.post('/auth/email/link', { id: query.get('id')!, token: query.get('token')! })).status).toBe(410)
    expect((await other.post('/auth/email/code', { code })).status).toBe(410)
    const thief = (await asked(fresh('thief'))).browser
    expect((await thief.post('/auth/email/link', { id: query.get('id')!, token: query.get('token')! })).status).toBe(410)
    expect((await browser.post('/auth/email/code', { code })).status).toBe(303)
  })

  it('five tries, then not even by the right code', async () => {
    const { browser, code } = await asked(await ada())
    const wrong = code === '0000 0000' ? '11111111' : '00000000'
    for (let tries = 0; tries < 5; tries += 1) expect((await browser.post('/auth/email/code', { code: wrong })).status).toBe(422)
    expect((await browser.post('/auth/email/code', { code })).status).toBe(410)
    expect(await browser.signedInAs()).toBeNull()
  })

  it('once: the code is over after it was used', async () => {
    const { browser, code } = await asked(await ada())
    const proof = browser.jar.get('cairn-proof')!
    expect((await browser.post('/auth/email/code', { code })).status).toBe(303)
    browser.jar.set('cairn-proof', proof)
    expect((await browser.post('/auth/email/code', { code })).status).toBe(410)
  })

  it('for ten minutes', async () => {
    const { browser, code } = await asked(await ada())
    await env.DB.prepare('update email_sign_ins set expires_at = ? where id = ?').bind(Date.now() - 1, browser.jar.get('cairn-proof')!.split('.')[0]!).run()
    expect((await browser.post('/auth/email/code', { code })).status).toBe(410)
  })

  it('an unknown address gets the same answer, and no mail', async () => {
    const known = new Browser()
    const unknown = new Browser()
    const [email, nobody] = [await ada(), fresh('nobody')]
    const answers = [await known.post('/sign-in', { email, next: '/' }), await unknown.post('/sign-in', { email: nobody, next: '/' })]
    const told = answers.map((one) => [one.status, one.headers.get('location'), [...one.headers.keys()].sort().join()])
    expect(told[0]).toEqual(told[1])
    const pages = await Promise.all([known, unknown].map(async (one) => (await one.get('/auth/email/code')).text()))
    expect(pages[0]).toBe(pages[1])
    expect((await mailsTo(email)).length).toBe(1)
    expect(await mailsTo(nobody, 0)).toEqual([])
    expect((await unknown.post('/auth/email/code', { code: '123456' })).status).toBe(422)
  })

  it('asks which organisation, after proof', async () => {
    const email = fresh('ada')
    await company([{ email, name: 'Ada of Northwind' }])
    const fjord = await company([{ email, name: 'Ada of Fjord' }], {}, 'Fjord Works')
    const { browser, code } = await asked(email)
    const page = await (await browser.post('/auth/email/code', { code })).text()
    expect(page).toContain('Northwind Trails')
    expect(page).toContain('Fjord Works')
    expect(await browser.signedInAs()).toBeNull()
    const stranger = await company([{ email: fresh('eve'), name: 'Eve' }])
    expect((await browser.post('/auth/email/choose', { org: stranger.id })).status).toBe(410)
    expect((await new Browser().post('/auth/email/choose', { org: fjord.id })).status).toBe(410)
    expect((await browser.post('/auth/email/choose', { org: fjord.id })).status).toBe(303)
    expect(await browser.signedInAs()).toBe('Ada of Fjord')
  })

  it('is not for organisations that switched it off, nor for those who left', async () => {
    const off = fresh('off')
    await company([{ email: off, name: 'Off' }], { emailSignIn: false })
    const left = fresh('left')
    await company([{ email: left, name: 'Left', status: 'deactivated' }])
    for (const email of [off, left]) {
      expect((await new Browser().post('/sign-in', { email, next: '/' })).status).toBe(303)
      expect(await mailsTo(email, 0)).toEqual([])
    }
  })

  it('sends an address at most five codes at a time', async () => {
    const email = await ada()
    const answers = []
    for (let n = 0; n < 6; n += 1) answers.push((await new Browser().post('/sign-in', { email, next: '/' })).status)
    expect(answers).toEqual([303, 303, 303, 303, 303, 429])
  })

  it('keeps neither code nor link in the database', async () => {
    const { code, link, browser } = await asked(await ada())
    const row = JSON.stringify(await env.DB.prepare('select * from email_sign_ins where id = ?').bind(browser.jar.get('cairn-proof')!.split('.')[0]!).first())
    expect(row).not.toContain(code.replace(' ', ''))
    expect(row).not.toContain(new URL(link).searchParams.get('token'))
  })
})
