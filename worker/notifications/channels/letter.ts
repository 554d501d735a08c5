/** A letter as HTML and as its plain-text twin: the same for every e-mail. */
import { escape } from '../../http/page'

export interface Letter { greeting: string; lines: string[]; link: string; button: string; foot: string }

/** A letter as HTML and as its plain-text twin. */
export function letter(words: { language: string; dir: string }, { greeting, lines, link, button, foot }: Letter): { text: string; html: string } {
  const text = [greeting, '', ...lines, '', `${button}: ${link}`, '', '-- ', foot].join('\n')
  const paragraph = (line: string) => `<p style="margin:0 0 12px">${escape(line)}</p>`
  const html = `<!doctype html><html lang="${words.language}" dir="${words.dir}"><body style="margin:0;padding:24px;background:#f5f2ec;color:#24201c;font:15px/23px system-ui,sans-serif">
<div style="max-width:480px;margin:0 auto;padding:24px;background:#fdfbf8;border:1px solid #e3dcd1;border-radius:12px">${[greeting, ...lines].map(paragraph).join('')}
<p style="margin:20px 0"><a href="${escape(link)}" style="display:inline-block;padding:10px 16px;background:#2b2621;color:#ffffff;border-radius:8px;text-decoration:none">${escape(button)}</a></p>
<p style="margin:0;color:#6b6258;font-size:12px;line-height:16px">${escape(foot)}</p></div></body></html>`
  return { text, html }
}
