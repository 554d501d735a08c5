// An esbuild plugin: the Worker's words as compiled data, those alone that it says, so that its bundle holds neither the rest nor the parser of messages.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './paths.mjs'

/** @returns {import('esbuild').Plugin} */
export const servedWords = () => ({
  name: 'served words',
  setup(build) {
    build.onLoad({ filter: /[\\/]shared[\\/]words[\\/]served\.ts$/ }, async () => {
      const { languages, servedCatalogue, compileMessageOrThrow } = await catalogues()
      const isSaid = said()
      const compiled = (/** @type {string} */ message) => {
        const tokens = compileMessageOrThrow(message)
        return tokens.length === 1 && typeof tokens[0] === 'string' ? tokens[0] : tokens
      }
      const all = Object.fromEntries(languages.map((/** @type {string} */ language) => [
        language, Object.fromEntries(Object.entries(servedCatalogue(language)).filter(([key]) => isSaid(key)).map(([key, message]) => [key, compiled(/** @type {string} */ (message))])),
      ]))
      return { contents: `const all = ${JSON.stringify(all)}\nexport const servedCatalogue = (language) => all[language]`, loader: 'js' }
    })
    // The whole catalogue's parts stay out: esbuild keeps one for a text of it that is made of two.
    build.onResolve({ filter: /^\.\/parts\/[a-z]+$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, `${path}.ts`), sideEffects: false }))
    // What is compiled already is taken as it is.
    build.onResolve({ filter: /^@lingui\/message-utils\/compileMessage$/ }, () => ({ path: 'compiled', namespace: 'served-words' }))
    build.onLoad({ filter: /.*/, namespace: 'served-words' }, () => ({ contents: "export const compileMessageOrThrow = (message) => (typeof message === 'string' ? [message] : message)", loader: 'js' }))
  },
})

async function catalogues() {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    stdin: {
      contents: "export { languages } from './shared/words/locale'; export { servedCatalogue } from './shared/words/served'; export { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'",
      resolveDir: inRoot('.'), loader: 'ts',
    },
    bundle: true, write: false, format: 'esm', platform: 'node', logLevel: 'error', absWorkingDir: inRoot('.'),
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`)
}

/** Whether the Worker's sources say a key: as it is, or by its beginning and end (`mail.${kind}.line`). */
function said() {
  const folder = inRoot('worker')
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(folder, name), 'utf8'))
  const keys = new Set(texts.flatMap((text) => [...text.matchAll(/['"]([a-zA-Z]+\.[\w.-]+)['"]/g)].map(([, key]) => key)))
  const made = texts.flatMap((text) => [...text.matchAll(/`([a-zA-Z]+\.[\w.-]*)\$\{[^`]*?\}([\w.-]*)`/g)].map(([, start = '', end = '']) => ({ start, end })))
  return (/** @type {string} */ key) => keys.has(key) || made.some(({ start, end }) => key.startsWith(start) && key.endsWith(end))
}
