// An esbuild plugin: the Worker's words as compiled data, those alone that it says, so that its bundle holds neither the rest nor the parser of messages.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogues, compiler } from './compiled-words.mjs'
import { inRoot } from './paths.mjs'

/** @returns {import('esbuild').Plugin} */
export const servedWords = () => ({
  name: 'served words',
  setup(build) {
    build.onLoad({ filter: /[\\/]shared[\\/]words[\\/]served\.ts$/ }, async () => {
      const { languages, servedCatalogue, compiled } = await catalogues()
      const isSaid = said()
      const catalogueOf = languages.map(servedCatalogue)
      const keys = Object.keys(catalogueOf[0] ?? {}).filter(isSaid)
      // The keys once, then a language after the other: what is in one language compresses best by itself.
      const texts = catalogueOf.map((messages) => keys.map((key) => compiled(messages[key] ?? '')))
      const contents = `const [languages, keys, texts] = ${JSON.stringify([languages, keys.join(' '), texts])}
export const servedCatalogue = (language) => Object.fromEntries(keys.split(' ').map((key, index) => [key, texts[languages.indexOf(language)][index]]))`
      return { contents, loader: 'js' }
    })
    // The whole catalogue's parts stay out: esbuild keeps one for a text of it that is made of two.
    build.onResolve({ filter: /^\.\/parts\/[a-z]+$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, `${path}.ts`), sideEffects: false }))
    build.onResolve({ filter: compiler.module }, () => ({ path: 'compiled', namespace: 'served-words' }))
    build.onLoad({ filter: /.*/, namespace: 'served-words' }, () => ({ contents: compiler.instead, loader: 'js' }))
  },
})

/** Whether the Worker's sources say a key: as it is, or by its beginning and end (`mail.${kind}.line`). */
function said() {
  const folder = inRoot('worker')
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(folder, name), 'utf8'))
  const keys = new Set(texts.flatMap((text) => [...text.matchAll(/['"]([a-zA-Z]+\.[\w.-]+)['"]/g)].map(([, key]) => key)))
  const made = texts.flatMap((text) => [...text.matchAll(/`([a-zA-Z]+\.[\w.-]*)\$\{[^`]*?\}([\w.-]*)`/g)].map(([, start = '', end = '']) => ({ start, end })))
  return (/** @type {string} */ key) => keys.has(key) || made.some(({ start, end }) => key.startsWith(start) && key.endsWith(end))
}
