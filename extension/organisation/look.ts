/** Language and theme of a page before anybody was asked: remembered from last time, so that the first paint is right. */
import { languages, type Language } from '../../shared/words/index'

export interface Look { language: Language; theme: 'system' | 'light' | 'dark' }

const place = 'cairn.look'
// The one thing that a room keeps by itself: a first paint can wait for nobody's answer.
// oxlint-disable-next-line no-restricted-globals
const store = (): Storage => localStorage

/** The browser's language where the catalogue has it, else English. */
export const browserLanguage = (asked: readonly string[] = navigator.languages): Language =>
  asked.map((tag) => languages.find((one) => tag.toLowerCase().split('-')[0] === one)).find((one) => one !== undefined) ?? 'en'

/** What the page looked like last time. */
export function rememberedLook(): Look {
  try {
    const kept = JSON.parse(store().getItem(place) ?? '{}') as Partial<Look>
    return { language: languages.find((one) => one === kept.language) ?? browserLanguage(), theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system' }
  } catch {
    return { language: browserLanguage(), theme: 'system' }
  }
}

/** Takes the person's settings over; a language of null is the browser's. */
export function keepLook(settings: { language: Language | null; theme: Look['theme'] }): Look {
  const look = { language: settings.language ?? browserLanguage(), theme: settings.theme }
  try {
    store().setItem(place, JSON.stringify(look))
  } catch {
    // A browser that keeps nothing: the next page starts with its own language.
  }
  return look
}
