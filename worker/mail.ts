/** E-mail out: Cloudflare's binding in production, files on a local backend. At least once, with a Message-ID fixed by its id, so that a repeat is the same message. */
import { createMimeMessage } from 'mimetext/browser'
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
  const { name, address } = senderOf(from)
  const message = createMimeMessage()
  message.setSender({ name, addr: address })
  message.setRecipient(mail.to)
  message.setSubject(mail.subject)
  message.setHeader('Message-ID', `<${mail.id}@${address.split('@')[1]}>`)
  message.setHeader('Auto-Submitted', 'auto-generated')
  for (const [header, value] of Object.entries(mail.headers ?? {})) message.setHeader(header, value)
  message.addMessage({ contentType: 'text/plain', data: mail.text })
  message.addMessage({ contentType: 'text/html', data: mail.html })
  const { EmailMessage } = await import('cloudflare:email')
  await env.EMAIL.send(new EmailMessage(address, mail.to, message.asRaw()))
}

function senderOf(from: string): { name: string; address: string } {
  const [, name = 'Cairn', address = from] = /^(.*?)\s*<([^>]+)>$/.exec(from) ?? []
  return { name, address }
}
