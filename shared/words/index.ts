/**
 * Every word that a person reads, as data: ICU MessageFormat texts by flat key, in English, German and Arabic.
 * A part is one area's words in all languages side by side, so that nobody adds a key to one language only.
 * Pages load one language (`./en`, `./de`, `./ar`); whoever shows a message words it (`./wording`, through extension/ui/words or worker/words).
 */
import { languages, type Language } from './locale'
import { addresses } from './parts/addresses'
import { addressmail } from './parts/addressmail'
import { audience } from './parts/audience'
import { cases } from './parts/cases'
import { casesmail } from './parts/casesmail'
import { coaching } from './parts/coaching'
import { common } from './parts/common'
import { desk } from './parts/desk'
import { directory } from './parts/directory'
import { digestmail } from './parts/digestmail'
import { goals } from './parts/goals'
import { goalsheard } from './parts/goalsheard'
import { goalsmail } from './parts/goalsmail'
import { goalswork } from './parts/goalswork'
import { growth } from './parts/growth'
import { growthmail } from './parts/growthmail'
import { hearing } from './parts/hearing'
import { kinds } from './parts/kinds'
import { learning } from './parts/learning'
import { launcher } from './parts/launcher'
import { mail } from './parts/mail'
import { manifest } from './parts/manifest'
import { meetings } from './parts/meetings'
import { moves } from './parts/moves'
import { notifications } from './parts/notifications'
import { offline } from './parts/offline'
import { panel } from './parts/panel'
import { people } from './parts/people'
import { popup } from './parts/popup'
import { problems } from './parts/problems'
import { reflections } from './parts/reflections'
import { reports } from './parts/reports'
import { requests } from './parts/requests'
import { requestsmail } from './parts/requestsmail'
import { server } from './parts/server'
import { switches } from './parts/switches'
import { sites } from './parts/sites'
import { talk } from './parts/talk'
import { talkmail } from './parts/talkmail'
import { trust } from './parts/trust'
import { trustmail } from './parts/trustmail'
import { parts as partsOf } from './parts/parts'
import { todo } from './parts/todo'
import { hints } from './parts/hints'
import { timeline } from './parts/timeline'
import { welcome } from './parts/welcome'

export { languages, type Language }

const parts = [addresses, addressmail, moves, goals, goalswork, partsOf, goalsheard, goalsmail, hearing, talk, talkmail, reports, digestmail, directory, audience, common, problems, panel, popup, desk, welcome, server, mail, notifications, launcher, sites, offline, people, manifest, switches, timeline, hints, cases, casesmail, kinds, todo, meetings, requests, requestsmail, coaching, trustmail, trust, growth, growthmail, learning, reflections] as const

type Part = (typeof parts)[number]
type KeysOf<P> = P extends { en: infer E } ? keyof E & string : never
/** Every message key there is. */
export type WordKey = KeysOf<Part>

/** A message to be worded by whoever shows it. */
export interface Word {
  key: WordKey
  values?: Record<string, string | number | string[]>
}

/** The whole catalogue of one language. */
export function catalogue(language: Language): Record<WordKey, string> {
  return Object.assign({}, ...parts.map((part) => part[language])) as Record<WordKey, string>
}

/** The writing direction of a language. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')
