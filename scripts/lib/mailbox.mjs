// Where e-mails go when there is no e-mail: one RFC 5322 file each, named by the message's id, so that a repeated send is one file.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ id: string, to: string, subject: string, text: string, html?: string, from?: string, headers?: Record<string, string> }} Mail
 * @typedef {Mail & { at: string }} StoredMail
 */

/**
 * A mailbox in a folder.
 * @param {string} folder
 */
export function openMailbox(folder) {
  mkdirSync(folder, { recursive: true })
  const fileOf = (/** @type {string} */ id) => join(folder, `${fileName(id)}.eml`)

  /** Writes a message atomically; the same id replaces nothing and returns false. @param {Mail} mail */
  function put(mail) {
    const file = fileOf(mail.id)
    if (exists(file)) return false
    const draft = join(folder, `.${randomUUID()}`)
    writeFileSync(draft, compose(mail, new Date()))
    renameSync(draft, file)
    return true
  }

  /** @param {string} id @returns {StoredMail | null} */
  function get(id) {
    const file = fileOf(id)
    return exists(file) ? parse(readFileSync(file, 'utf8')) : null
  }

  /** Newest first. @returns {StoredMail[]} */
  function list() {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
      .sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1))
      .map(({ name }) => parse(readFileSync(join(folder, name), 'utf8')))
  }

  return { put, get, list }
}

/**
 * The same mailbox as the Worker sees it through its MAILBOX binding: POST / writes, GET / lists, GET /<id> reads.
 * @param {ReturnType<typeof openMailbox>} mailbox
 * @returns {(request: { url: string, method: string, json(): Promise<any> }) => Promise<{ status: number, body: unknown }>}
 */
export const answer = (mailbox) => async (request) => {
  const id = decodeURIComponent(new URL(request.url).pathname.slice(1))
  if (request.method === 'POST' && !id) {
    const mail = await request.json().catch(() => null)
    if (!isMail(mail)) return { status: 400, body: { error: 'A mail needs the texts id, to, subject and text.' } }
    return { status: mailbox.put(mail) ? 201 : 200, body: { id: mail.id } }
  }
  if (request.method !== 'GET') return { status: 405, body: { error: 'Use POST / or GET.' } }
  if (!id) return { status: 200, body: mailbox.list() }
  const mail = mailbox.get(id)
  return mail ? { status: 200, body: mail } : { status: 404, body: { error: 'No such mail.' } }
}

/** @param {any} value @returns {value is Mail} */
const isMail = (value) => !!value && ['id', 'to', 'subject', 'text'].every((name) => typeof value[name] === 'string' && value[name])

const exists = (/** @type {string} */ file) => statSync(file, { throwIfNoEntry: false }) !== undefined

/** A safe file name for any id; ids that are not plain get a digest so that two never meet. @param {string} id */
const fileName = (id) =>
  /^[A-Za-z0-9_-]{1,100}$/.test(id) ? id : `~${createHash('sha256').update(id).digest('hex').slice(0, 40)}`

/** @param {Mail} mail @param {Date} at */
function compose(mail, at) {
  const boundary = `cairn-${createHash('sha256').update(mail.id).digest('hex').slice(0, 24)}`
  const own = {
    From: mail.from ?? 'Cairn <cairn@localhost>', To: mail.to, Subject: encodeWord(mail.subject), Date: at.toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${encodeURIComponent(mail.id)}@cairn.localhost>`, 'MIME-Version': '1.0',
    'Content-Type': mail.html ? `multipart/alternative; boundary="${boundary}"` : 'text/plain; charset=utf-8',
  }
  const given = Object.entries(mail.headers ?? {}).filter(([name]) => !(name in own))
  const head = [...Object.entries(own), ...given, ['X-Cairn-Id', encodeURIComponent(mail.id)]]
    .map(([name, value]) => `${name}: ${String(value).replace(/[\r\n]+/g, ' ')}`)
  if (!mail.html) head.push('Content-Transfer-Encoding: base64')
  const part = (/** @type {string} */ type, /** @type {string} */ text) =>
    [`--${boundary}`, `Content-Type: ${type}; charset=utf-8`, 'Content-Transfer-Encoding: base64', '', base64(text)]
  const body = mail.html
    ? [...part('text/plain', mail.text), ...part('text/html', mail.html), `--${boundary}--`]
    : [base64(mail.text)]
  return [...head, '', ...body, ''].join('\r\n')
}

/** Reads back what compose wrote. @param {string} text @returns {StoredMail} */
function parse(text) {
  const split = text.indexOf('\r\n\r\n')
  const headers = Object.fromEntries(text.slice(0, split).split('\r\n').map((line) => {
    const colon = line.indexOf(': ')
    return [line.slice(0, colon), line.slice(colon + 2)]
  }))
  const body = text.slice(split + 4)
  const bodies = headers['Content-Type']?.startsWith('multipart')
    ? body.split(/--cairn-[0-9a-f]+(?:--)?\r\n/).filter(Boolean).map((part) => part.slice(part.indexOf('\r\n\r\n') + 4))
    : [body]
  const [plain = '', html] = bodies.map((encoded) => Buffer.from(encoded, 'base64').toString('utf8'))
  return {
    id: decodeURIComponent(headers['X-Cairn-Id'] ?? ''), to: headers.To ?? '', from: headers.From, subject: decodeWord(headers.Subject ?? ''),
    text: plain, ...(html === undefined ? {} : { html }), headers, at: new Date(headers.Date ?? 0).toISOString(),
  }
}

const base64 = (/** @type {string} */ text) => (Buffer.from(text, 'utf8').toString('base64').match(/.{1,76}/g) ?? []).join('\r\n')

/** RFC 2047, in words of at most 75 characters. @param {string} text */
function encodeWord(text) {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?')) return text
  const words = ['']
  for (const letter of text) {
    const last = words.length - 1
    if (Buffer.byteLength(words[last] + letter) > 45) words.push(letter)
    else words[last] += letter
  }
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ')
}

const decodeWord = (/** @type {string} */ text) =>
  text.replace(/\?= =\?/g, '?==?').replace(/=\?utf-8\?B\?([^?]*)\?=/g, (_, encoded) => Buffer.from(encoded, 'base64').toString('utf8'))
