/** Demo mode only, on loopback only: the made-up work pages, the mailbox, the seed. */
import { Refusal } from '../../shared/problem'
import type { Env } from '../env'
import { checkDemo, readBody } from '../http/guards'
import type { App } from '../http/mount'
import { securityHeaders } from '../http/headers'
import { escape, page } from '../http/page'
import { problemResponse } from '../http/problem'
import { demoPage } from './pages'
import { seed } from './seed'

interface Mail { id: string; to: string; subject: string; text: string; at?: string }

export function devRoutes(app: App): void {
  const demo = (answer: (request: Request, env: Env) => Promise<Response>) => async (c: { req: { raw: Request }; env: Env }) => {
    try {
      checkDemo(c.req.raw, c.env)
      return await answer(c.req.raw, c.env)
    } catch (error) {
      if (error instanceof Refusal) return problemResponse(error)
      console.error(JSON.stringify({ level: 'error', route: 'dev', name: error instanceof Error ? error.name : 'unknown', stack: error instanceof Error ? error.stack : undefined }))
      return problemResponse(new Refusal('internal'))
    }
  }

  app.post('/dev/seed', demo(async (request, env) => {
    const body = (await readBody(request, { id: 'dev.seed', method: 'POST', path: '/dev/seed', summary: '', who: 'demo' })) as { today?: unknown; weeks?: unknown }
    const today = typeof body?.today === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(body.today) ? body.today : new Date().toISOString().slice(0, 10)
    return Response.json({ seeded: await seed(env, today, body?.weeks !== false) })
  }))

  app.get('/dev/mailbox', demo(async (request, env) => {
    const mails = await mailsOf(env)
    if (request.headers.get('accept')?.includes('application/json')) return Response.json(mails)
    const rows = mails.map((mail) => `<tr><td>${escape(mail.to)}</td><td><a href="/dev/mailbox/${encodeURIComponent(mail.id)}">${escape(mail.subject)}</a></td></tr>`).join('')
    return page(env, { language: 'en', title: 'Mailbox of the demo', body: `<h1>Mailbox of the demo</h1><p>Every e-mail that Cairn sent, newest first. Nothing leaves this machine.</p><table>${rows}</table>` })
  }))

  app.get('/dev/mailbox/:id', demo(async (request, env) => {
    const id = decoded(new URL(request.url).pathname.slice('/dev/mailbox/'.length))
    const answer = await env.MAILBOX?.fetch(`http://mailbox/${encodeURIComponent(id)}`)
    if (!answer?.ok) throw new Refusal('not-found')
    const mail = await answer.json<Mail>()
    const text = escape(mail.text).replace(/https?:\/\/[^\s<&]+/g, (link) => `<a href="${link}">${link}</a>`).replaceAll('\n', '<br>')
    return page(env, { language: 'en', title: mail.subject, body: `<p><a href="/dev/mailbox">Mailbox</a></p><h1>${escape(mail.subject)}</h1><p>To ${escape(mail.to)}</p><p>${text}</p>` })
  }))

  app.get('/work/*', demo(async (request) => {
    const html = demoPage(new URL(request.url).pathname)
    if (!html) throw new Refusal('not-found')
    return new Response(html, { headers: { ...securityHeaders, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'none'; base-uri 'none'" } })
  }))
}

/** @throws Refusal `not-found` for what is no encoding of anything */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Refusal('not-found')
  }
}

async function mailsOf(env: Env): Promise<Mail[]> {
  const answer = await env.MAILBOX?.fetch('http://mailbox/')
  return answer?.ok ? await answer.json<Mail[]>() : []
}
