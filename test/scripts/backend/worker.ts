/** A worker of a few lines, so that the local backend is tested for itself. */
interface Env {
  DB: { prepare(sql: string): { bind(...values: unknown[]): { run(): Promise<unknown> }; run(): Promise<unknown> } }
  MAILBOX: { fetch(url: string, init?: { method: string; body: string }): Promise<Response> }
}

export default {
  async fetch(request: Request, env: Env & Record<string, unknown>): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/dev/seed') await env.DB.prepare('insert into note values (?, ?)').bind('seed', await request.text()).run()
    if (pathname === '/api/note') await env.DB.prepare('insert into note values (?, ?)').bind(crypto.randomUUID(), 'note').run()
    if (pathname === '/api/env') return Response.json({ DEMO: env.DEMO, BASE_URL: env.BASE_URL, SEALING_KEY: env.SEALING_KEY })
    if (pathname === '/api/mail') return env.MAILBOX.fetch('http://mailbox/', { method: 'POST', body: JSON.stringify({ id: 'a', to: 'a@b.test', subject: 's', text: 't' }) })
    return new Response('worker')
  },
  async scheduled(_: unknown, env: Env): Promise<void> {
    await env.DB.prepare(`insert into note values ('cron', 'swept')`).run()
  },
}
