// The catalogue's messages as compiled data, so that neither the Worker nor a page brings the parser of messages along.
import { inRoot } from './paths.mjs'

/** @typedef {import('../../shared/words/locale').Language} Language */

/** What stands in for the parser: messages that are compiled already are taken as they are. */
export const compiler = { module: /^@lingui\/message-utils\/compileMessage$/, instead: "export const compileMessageOrThrow = (message) => (typeof message === 'string' ? [message] : message)" }

/**
 * The catalogues, and how a message compiles: a text where it is nothing else.
 * @returns {Promise<{ languages: Language[], catalogue: (language: Language) => Record<string, string>, servedCatalogue: (language: Language) => Record<string, string>, compiled: (message: string) => unknown, files: string[] }>}
 */
export async function catalogues() {
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: "export { languages, catalogue } from './shared/words/index'; export { servedCatalogue } from './shared/words/served'; export { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'",
      resolveDir: inRoot('.'), loader: 'ts',
    },
    bundle: true, write: false, metafile: true, format: 'esm', platform: 'node', logLevel: 'error', absWorkingDir: inRoot('.'),
  })
  const { compileMessageOrThrow, ...found } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`)
  const compiled = (/** @type {string} */ message) => {
    const tokens = compileMessageOrThrow(message)
    return tokens.length === 1 && typeof tokens[0] === 'string' ? tokens[0] : tokens
  }
  return { ...found, compiled, files: Object.keys(metafile.inputs).filter((file) => file.startsWith('shared/')).map((file) => inRoot(file)) }
}
