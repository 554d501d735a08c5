/** Google Chat: a card. Its paragraphs read a little HTML, so texts are escaped; there is no top-level text, where `<users/all>` would call everybody. */
import { escape } from '../http/page'
import { inert, type Message } from './message'

const paragraph = (text: string) => ({ textParagraph: { text: escape(inert(text)).replaceAll('\n', '<br>') } })

export const googleChatBody = ({ id, line, words, about, link, button }: Message): unknown => ({
  cardsV2: [{
    cardId: id,
    card: { sections: [{ widgets: [
      paragraph(line), ...(words === null ? [] : [paragraph(words)]), ...(about === null ? [] : [paragraph(about)]),
      { buttonList: { buttons: [{ text: button, onClick: { openLink: { url: link } } }] } },
    ] }] },
  }],
})
