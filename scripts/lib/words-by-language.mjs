// A Vite plugin: each of shared/words/{en,de,ar} becomes one language's messages as plain data, so that a page loads its own language alone.
import { inRoot } from './paths.mjs'

const language = /\/shared\/words\/(en|de|ar)\.ts$/

/** @returns {import('vite').Plugin} */
export function wordsByLanguage() {
  return {
    name: 'words-by-language',
    enforce: 'pre',
    async load(id) {
      const [, name] = language.exec(id.replaceAll('\\', '/').split('?')[0] ?? '') ?? []
      if (!name) return null
      const { code, files } = await bundled()
      for (const file of files) this.addWatchFile(file)
      const { catalogue } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
      return { code: `export const messages = ${JSON.stringify(catalogue(name))}`, map: null, moduleSideEffects: false }
    },
  }
}

async function bundled() {
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [inRoot('shared/words/index.ts')], bundle: true, write: false, metafile: true, format: 'esm', logLevel: 'error', absWorkingDir: inRoot('.'),
  })
  return { code: outputFiles[0]?.text ?? '', files: Object.keys(metafile.inputs).map((file) => inRoot(file)) }
}
