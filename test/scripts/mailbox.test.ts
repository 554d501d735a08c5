import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMailbox } from '../../scripts/lib/mailbox.mjs'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'cairn-mailbox-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const mail = { id: '01J-abc', to: 'Ada Okafor <ada@demo.cairn.test>', subject: 'أهلًا — Größe und Rückmeldung, die länger als eine einzige Kopfzeile geraten ist', text: 'Guten Tag\n\nمرحبا 🪨\n' }

describe('the mailbox', () => {
  it('gives back what was sent', () => {
    const box = openMailbox(folder)
    box.put({ ...mail, html: '<p dir="rtl">مرحبا</p>', headers: { 'List-Unsubscribe': '<https://cairn.test/u>' } })
    expect(box.get(mail.id)).toMatchObject({ ...mail, html: '<p dir="rtl">مرحبا</p>', headers: { 'List-Unsubscribe': '<https://cairn.test/u>' } })
    expect(box.get('another')).toBeNull()
  })

  it('is RFC 5322: ASCII, CRLF, short lines, a fixed Message-ID', () => {
    openMailbox(folder).put(mail)
    const file = readFileSync(join(folder, '01J-abc.eml'), 'latin1')
    expect(file).toMatch(/^[\x20-\x7e\r\n]*$/)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(Math.max(...file.split('\r\n').map((line) => line.length))).toBeLessThan(998)
    expect(file).toContain('Message-ID: <01J-abc@cairn.localhost>')
  })

  it('keeps one file however often the same mail is sent', () => {
    const box = openMailbox(folder)
    expect([1, 2, 3].map(() => box.put(mail))).toEqual([true, false, false])
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it('never writes outside its folder, nor lets a header in by a line break', () => {
    const box = openMailbox(folder)
    box.put({ ...mail, id: '../../etc/x', to: 'a@b.test\r\nBcc: evil@b.test' })
    expect(readdirSync(folder)).toHaveLength(1)
    expect(box.get('../../etc/x')?.headers).not.toHaveProperty('Bcc')
    expect(box.list().map(({ id }) => id)).toEqual(['../../etc/x'])
  })
})
