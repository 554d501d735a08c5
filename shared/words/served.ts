/** The words that the worker itself says: on its pages and in its mails. The rest of the catalogue stays with the surfaces that show it, out of the worker's bundle. */
import type { Language, WordKey } from './index'
import { addressmail } from './parts/addressmail'
import { casesmail } from './parts/casesmail'
import { common } from './parts/common'
import { digestmail } from './parts/digestmail'
import { growthmail } from './parts/growthmail'
import { goalsmail } from './parts/goalsmail'
import { mail } from './parts/mail'
import { problems } from './parts/problems'
import { requestsmail } from './parts/requestsmail'
import { server } from './parts/server'
import { talkmail } from './parts/talkmail'
import { trustmail } from './parts/trustmail'

const parts = [addressmail, talkmail, goalsmail, common, digestmail, casesmail, mail, problems, server, requestsmail, trustmail, growthmail] as const

/** The worker's catalogue of one language. A test looks for keys that the worker uses and this does not hold. */
export const servedCatalogue = (language: Language): Record<WordKey, string> => Object.assign({}, ...parts.map((part) => part[language])) as Record<WordKey, string>
