/** E-mail out: Cloudflare's binding in production, files on a local backend. At least once; a repeat carries the same reference. */
import type { Env } from './env'

export interface Mail {
  /** Names the message for good: the same id is the same message. */
  id: string
  to: string
  subject: string
  text: string
  html: string
  headers?: Record<string, string>
}

/** @throws when nothing took the message; the caller keeps it due */
export async function sendMail(env: Env, mail: Mail): Promise<void> {
  const from = env.MAIL_FROM ?? 'Cairn <cairn@localhost>'
  if (env.MAILBOX) {
    const answer = await env.MAILBOX.fetch('http://mailbox/', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ from, ...mail }) })
    if (!answer.ok) throw new Error('MailboxRefused')
    return
  }
  if (!env.EMAIL) throw new Error('NoMailBinding')
  const { name, email } = senderOf(from)
  // The service sets Message-ID itself and refuses ours: X-Entity-Ref-ID is what stays the same in a repeat.
  await env.EMAIL.send({ from: { name, email }, to: mail.to, subject: mail.subject, text: mail.text, html: mail.html, headers: { 'X-Entity-Ref-ID': mail.id, ...mail.headers } })
}

function senderOf(from: string): { name: string; email: string } {
  const [, name = 'Cairn', email = from] = /^(.*?)\s*<([^>]+)>$/.exec(from) ?? []
  return { name, email }
}
