import { run } from './lib/bootstrap.mjs'

/** `npm run bench [-- part ...]`: ratios against hand-written baselines, side by side in one run. Bundled, since our imports have no file endings. */
await run(async () => {
  const { mkdirSync } = await import('node:fs')
  const { build } = await import('esbuild')
  const { inRoot } = await import('./lib/paths.mjs')
  const { exec } = await import('./lib/tools.mjs')
  mkdirSync(inRoot('dist'), { recursive: true })
  await build({
    entryPoints: [inRoot('test/bench/main.ts')], outfile: inRoot('dist/bench.mjs'), bundle: true, format: 'esm', platform: 'node', target: 'node22',
    packages: 'external', logLevel: 'error',
  })
  const { code } = await exec(process.execPath, [inRoot('dist/bench.mjs'), ...process.argv.slice(2)], { show: true })
  process.exitCode = code
})
