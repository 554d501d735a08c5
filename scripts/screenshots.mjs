import { run } from './lib/bootstrap.mjs'

/** `npm run screenshots [-- DIRECTORY]`: the pictures of docs/screenshots, made anew from the built extension, the backend and the demo company. */
await run(async () => {
  const { mkdirSync } = await import('node:fs')
  const { build } = await import('esbuild')
  const { buildDesk, buildExtension } = await import('./lib/build.mjs')
  const { inRoot } = await import('./lib/paths.mjs')
  mkdirSync(inRoot('dist'), { recursive: true })
  await Promise.all([
    buildDesk({ dev: true }), buildExtension('chrome', { dev: true, staticGrants: true }),
    // Bundled, since our imports have no file endings.
    build({
      entryPoints: [inRoot('test/screenshots/main.ts')], outfile: inRoot('dist/screenshots.mjs'), bundle: true, format: 'esm', platform: 'node', target: 'node22',
      packages: 'external', logLevel: 'error',
    }),
  ])
  const { take } = await import(new URL('../dist/screenshots.mjs', import.meta.url).href)
  await take(process.argv[2] ?? inRoot('docs/screenshots'), console.log)
  if (!process.argv[2]) {
    const { makeListingPictures } = await import('./lib/listing-pictures.mjs')
    for (const path of await makeListingPictures(inRoot('docs/screenshots'))) console.log(path)
  }
})
