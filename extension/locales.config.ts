/** The words of the manifest, out of the catalogue: `_locales/<language>/messages.json` and the references to them. */
import { languages } from '../shared/words/locale'
import { manifest as words } from '../shared/words/parts/manifest'

type Key = keyof typeof words.en

/** What stands in the manifest in place of a message: the browser puts its own language there. */
export const said = (key: Key): string => `__MSG_${nameOf(key)}__`

/** The file of each language, as the browser wants it in the package. */
export const localeFiles = (): { relativeDest: string; contents: string }[] =>
  languages.map((language) => ({
    relativeDest: `_locales/${language}/messages.json`,
    contents: JSON.stringify(Object.fromEntries(Object.entries(words[language]).map(([key, message]) => [nameOf(key), { message }]))),
  }))

// Browsers allow letters, digits and _ in a name.
const nameOf = (key: string): string => key.replace(/^manifest\./, '')
