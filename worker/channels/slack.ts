/** Slack: texts as `plain_text`, which knows neither mentions nor links; the fallback with Slack's three characters escaped (docs.slack.dev, "Formatting message text"). */
import { inert, type Message } from './message'

const escaped = (text: string): string => inert(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const section = (text: string) => ({ type: 'section', text: { type: 'plain_text', text: escaped(text).slice(0, 2_900), emoji: false } })

export const slackBody = ({ line, words, about, link, button }: Message): unknown => ({
  text: escaped(line), mrkdwn: false, parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false,
  blocks: [
    section(line), ...(words === null ? [] : [section(words)]),
    ...(about === null ? [] : [{ type: 'context', elements: [{ type: 'plain_text', text: escaped(about).slice(0, 300), emoji: false }] }]),
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: button }, url: link }] },
  ],
})
