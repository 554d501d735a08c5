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
      // A key's texts stand side by side: they are alike, and compress so.
      const catalogueOf = languages.map(servedCatalogue)
      const texts = Object.fromEntries(Object.keys(catalogueOf[0] ?? {}).filter(isSaid).map((key) => [key, catalogueOf.map((messages) => compiled(messages[key] ?? ''))]))
      const contents = `const [languages, texts] = ${JSON.stringify([languages, texts])}
export const servedCatalogue = (language) => Object.fromEntries(Object.entries(texts).map(([key, all]) => [key, all[languages.indexOf(language)]]))`
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
