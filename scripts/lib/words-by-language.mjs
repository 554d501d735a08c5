// A Vite plugin: each of shared/words/{en,de,ar} becomes one language's messages as compiled data, so that a page loads its own language alone, and no parser.
import { catalogues, compiler } from './compiled-words.mjs'

const language = /\/shared\/words\/(en|de|ar)\.ts$/
const parser = '\0compiled-words'

/** @returns {import('vite').Plugin} */
export function wordsByLanguage() {
  return {
    name: 'words-by-language',
    enforce: 'pre',
    resolveId: (id) => (compiler.module.test(id) ? parser : null),
    async load(id) {
      if (id === parser) return { code: compiler.instead, map: null, moduleSideEffects: false }
      const [, name] = language.exec(id.replaceAll('\\', '/').split('?')[0] ?? '') ?? []
      if (!name) return null
      const { catalogue, compiled, files } = await catalogues()
      for (const file of files) this.addWatchFile(file)
      const messages = Object.fromEntries(Object.entries(catalogue(/** @type {import('./compiled-words.mjs').Language} */ (name))).map(([key, message]) => [key, compiled(message)]))
      return { code: `export const messages = ${JSON.stringify(messages)}`, map: null, moduleSideEffects: false }
    },
  }
}
