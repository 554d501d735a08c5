import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { wordsByLanguage } from '../../scripts/lib/words-by-language.mjs'
import { flags } from '../flags.config.ts'

/** The desk as the Worker serves it: the extension's own page, speaking HTTP itself. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [wordsByLanguage(), preact({ reactAliasesEnabled: false, prefreshEnabled: false, devToolsEnabled: false })],
  define: flags.define(true),
  build: { outDir: '../../dist/desk', emptyOutDir: true, target: 'es2024', sourcemap: false, reportCompressedSize: false },
})
