/** A letter as HTML and as its plain-text twin: the same for every e-mail. Light and dark; no picture, no script, nothing that is asked for from elsewhere. */
import { escape } from '../../http/page'

export interface Letter {
  greeting: string
  lines: string[]
  /** Things, each with where it is found. */
  items?: { text: string; link: string }[]
  link: string
  button: string
  foot: string
  unsubscribe?: { text: string; link: string }
}

/** A letter as HTML and as its plain-text twin. */
export function letter(words: { language: string; dir: string }, { greeting, lines, items = [], link, button, foot, unsubscribe }: Letter): { text: string; html: string } {
  const text = [
    greeting, '', ...lines, '', ...items.flatMap((item) => [`- ${item.text}`, `  ${item.link}`]), ...(items.length > 0 ? [''] : []),
    `${button}: ${link}`, '', '-- ', foot, ...(unsubscribe ? [`${unsubscribe.text}: ${unsubscribe.link}`] : []),
  ].join('\n')
  const start = words.dir === 'rtl' ? 'right' : 'left'
  const paragraph = (line: string) => `<p class="t" style="margin:0 0 12px;color:${light.text}">${escape(line)}</p>`
  const row = (item: { text: string; link: string }) =>
    `<tr><td class="l" style="padding:10px 0;border-top:1px solid ${light.line};text-align:${start}"><a class="t" href="${escape(item.link)}" style="color:${light.text};text-decoration:none">${escape(item.text)}</a></td></tr>`
  // Tables and styles on the elements: what the mail programs of offices understand. The sheet only turns it dark.
  const html = `<!doctype html><html lang="${words.language}" dir="${words.dir}"><head><meta charset="utf-8"><title>${escape(button)}</title><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><style>${sheet}</style></head>
<body class="p" style="margin:0;padding:0;background:${light.page}"><table role="presentation" class="p" width="100%" cellpadding="0" cellspacing="0" style="background:${light.page}"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;font:15px/23px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic',sans-serif;text-align:${start}">
<tr><td class="m" style="padding:0 4px 14px;color:${light.mark};font-size:16px;font-weight:600">${stones}<span class="t" style="color:${light.text}">Cairn</span></td></tr>
<tr><td class="s" style="padding:28px;background:${light.surface};border:1px solid ${light.line};border-radius:16px">${[greeting, ...lines].map(paragraph).join('')}
${items.length > 0 ? `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:4px 0 8px">${items.map(row).join('')}</table>` : ''}
<p style="margin:20px 0 0"><a class="b" href="${escape(link)}" style="display:inline-block;padding:11px 18px;background:${light.action};color:${light.on};border-radius:8px;font-weight:500;text-decoration:none">${escape(button)}</a></p></td></tr>
<tr><td class="f" style="padding:16px 4px 0;color:${light.soft};font-size:12px;line-height:18px">${escape(foot)}${unsubscribe ? `<br><a class="f" href="${escape(unsubscribe.link)}" style="color:${light.soft}">${escape(unsubscribe.text)}</a>` : ''}</td></tr></table></td></tr></table></body></html>`
  return { text, html }
}

// The tokens' values, as on the worker's own pages.
const light = { page: '#f5f2ec', surface: '#fdfbf8', text: '#24201c', soft: '#595148', line: '#e3dcd1', action: '#2b2621', on: '#ffffff', mark: '#86275f' }
const dark = { page: '#191715', surface: '#211e1b', text: '#f2ede5', soft: '#c2b9ad', line: '#38332d', action: '#efe9df', on: '#211d19', mark: '#e6a6cb' }
const sheet = `:root{color-scheme:light dark;supported-color-schemes:light dark}@media(prefers-color-scheme:dark){.p{background:${dark.page}!important}.s{background:${dark.surface}!important;border-color:${dark.line}!important}.t{color:${dark.text}!important}.f{color:${dark.soft}!important}.l{border-color:${dark.line}!important}.b{background:${dark.action}!important;color:${dark.on}!important}.m i{background:${dark.mark}!important}}`
/** The mark in three stones, drawn without a picture: many programs ask before they load one. */
const stone = (width: number) => `<i style="display:block;width:${width}px;height:5px;margin:1px auto;border-radius:5px;background:${light.mark}"></i>`
const stones = `<span style="display:inline-block;width:20px;margin-inline-end:8px;vertical-align:-3px">${[8, 14, 20].map(stone).join('')}</span>`
