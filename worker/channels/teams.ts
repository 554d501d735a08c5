/** Microsoft Teams by Workflows: an adaptive card. Texts are runs of a RichTextBlock, which take no Markdown; a mention needs an entity, and there is none. */
import { inert, type Message } from './message'

const block = (text: string, more: Record<string, unknown> = {}) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: inert(text), ...more }] })

export const teamsBody = ({ line, words, about, link, button }: Message): unknown => ({
  type: 'message',
  attachments: [{
    contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null,
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4',
      body: [block(line, { weight: 'Bolder' }), ...(words === null ? [] : [block(words)]), ...(about === null ? [] : [block(about, { isSubtle: true, size: 'Small' })])],
      actions: [{ type: 'Action.OpenUrl', title: button, url: link }],
    },
  }],
})
