/** One's own data as a page to read or print: made on the device, every word escaped, without scripts and without anything to load. */
import type { Card } from '../../shared/cards'
import { bodyFields } from '../../shared/bodies'
import { sayWho } from '../../shared/saying'
import type { WordKey } from '../../shared/words/index'
import { keyText, siteName } from '../artifacts/naming'
import { headOf } from '../feedback/head'
import { handleText, nameOf } from '../people/names'
import type { Words } from '../ui'
import type { MyData } from './collecting'

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** A text that can be nothing but text. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign]!)

const said = (text: string): string => `<bdi>${escaped(text)}</bdi>`
const strong = (html: string): string => html.replace(/&lt;(\/?)b&gt;/g, '<$1strong>')
const styles = `body{font:16px/1.5 system-ui,sans-serif;max-width:42em;margin:2em auto;padding:0 1em}h1,h2,h3{line-height:1.25;text-wrap:balance}
blockquote{margin:.5em 0;padding-inline-start:1em;border-inline-start:2px solid;font-family:Georgia,serif;white-space:pre-wrap}
article,li{break-inside:avoid}article{margin-block:1.5em}dt{font-weight:600}dd{margin:0 0 .4em}small{display:block}h2{margin-block-start:2em;border-block-end:1px solid;break-after:avoid}`

/** The whole page. */
export function pageOf(data: MyData, words: Words): string {
  const { t, date } = words
  const { me } = data
  const title = t('myData.title', { product: t('common.product') })
  const part = (key: WordKey, items: string[]): string => `<h2>${escaped(t(key))}</h2>\n${items.join('\n') || `<p>${escaped(t('myData.empty'))}</p>`}`
  const list = (items: string[]): string[] => (items.length === 0 ? [] : [`<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`])
  const cards = (keep: (card: Card) => boolean) => data.cards.filter(keep).map((card) => cardOf(card, data, words))
  const when = (at: string) => `<small>${escaped(date(at, 'full'))}</small>`
  const { person, settings } = me
  return `<!doctype html>
<html lang="${words.language}" dir="${words.dir}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${styles}</style>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(t('timeline.madeAt', { day: date(data.madeAt, 'full'), name: person.name }))}</p>
${part('myData.account', [`<dl>${facts([
    [t('desk.person.email'), person.email], [t('desk.person.manager'), person.manager?.name], [t('desk.person.teams'), person.teams.map(({ name }) => name).join(', ')],
  ])}</dl>`])}
${part('myData.settings', [`<dl>${facts([
    [t('settings.language'), settings.language && t(`settings.language.${settings.language}`)], [t('settings.theme'), t(`settings.theme.${settings.theme}`)],
    [t('settings.ceiling'), t(`settings.ceiling.${settings.ceiling}`, { organisation: me.organisation.name })],
  ])}</dl>`])}
${part('myData.handles', list(data.handles.map((one) => `${said(handleText(one.handle))} · ${said(siteName(one.site, one.instance))} · ${said(one.instance)}`)))}
${part('myData.sessions', list(data.sessions.map((one) => `${said(one.device)} · ${escaped(t(`settings.session.${one.kind}`))}${when(one.openedAt)}`)))}
${part('myData.received', cards((card) => card.mine === 'recipient'))}
${part('myData.given', cards((card) => card.mine === 'author' && card.kind !== 'note'))}
${part('myData.notes', cards((card) => card.kind === 'note'))}
${part('myData.actionItems', list(data.actionItems.map((one) => `${said(one.text)}${one.due ? ` · ${escaped(t('myData.due', { day: date(one.due) }))}` : ''}${when(one.at)}`)))}
${part('myData.requests', list(data.requests.map((one) => `${said(nameOf(one.asker, person.id, words))}: ${one.questions.map(said).join(' ')}${when(one.at)}`)))}
${part('myData.points', data.points.flatMap((one) => [`<h3>${said(one.with.person ? nameOf(one.with.person, person.id, words) : (one.with.team?.name ?? ''))}</h3>`, ...list(one.items.map((point) => `${said(point.text)}${when(point.at)}`))]))}
${part('myData.reflections', data.reflections.map((one) => `<article>\n<h3>${said(one.value.name)}</h3>\n<small>${escaped(t('reflect.quarter', { from: date(one.from), to: date(one.to) }))}</small>\n${(['lived', 'next'] as const).filter((field) => one[field]).map((field) => `<small>${escaped(t(`reflect.${field}`))}</small><blockquote dir="auto">${escaped(one[field])}</blockquote>`).join('\n')}\n</article>`))}
${part('plan.title', list([...(data.growth?.areas ?? []), ...(data.growth?.strengths ?? [])].map(({ why }) => said(why))))}
</main>
</html>
`
}

const facts = (all: [label: string, value: string | null | undefined][]): string => all.filter(([, value]) => value).map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${said(value!)}</dd>`).join('')

function cardOf(card: Card, { me, replies }: MyData, words: Words): string {
  const { t, date, list, word } = words
  const viewer = me.person.id
  const [key, values] = headOf(card, viewer, words)
  const thread = replies.find(({ feedback }) => feedback === card.id)?.items ?? []
  return `<article>
<h3>${strong(escaped(t(key, values)))}</h3>
<small>${escaped(date(card.at, 'full'))}</small>
${bodyFields(card.body).filter(([, text]) => text).map(([field, text]) => `${field === 'text' ? '' : `<small>${escaped(t(`compose.${field}` as WordKey))}</small>`}<blockquote dir="auto">${escaped(text)}</blockquote>`).join('\n')}
${(card.views ?? []).map((view) => `<small>${escaped(t('timeline.view', { name: nameOf(view.by, viewer, words) }))}</small><blockquote dir="auto">${escaped(view.text)}</blockquote>`).join('\n')}
<dl>${facts([
    [t('timeline.values'), list(card.values.map(({ name }) => name))],
    [t('timeline.work'), card.artifact && (card.artifact.guarded ? siteName(card.artifact.site) : `${card.artifact.title ?? keyText(card.artifact)} (${card.artifact.url})`)],
    [t('timeline.seenBy'), sayWho(card.audience, viewer).map(word).join(' ')],
  ])}</dl>
${thread.length === 0 ? '' : `<small>${escaped(t('myData.replies'))}</small>\n${thread.map((one) => `<blockquote dir="auto">${said(nameOf(one.author, viewer, words))}: ${escaped(one.text)}</blockquote>`).join('\n')}`}
</article>`
}

/** The same as data. */
export const dataOf = (data: MyData): string => `${JSON.stringify({ format: 'cairn.my-data', version: 1, ...data }, null, 2)}\n`
