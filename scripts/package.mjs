import { run } from './lib/bootstrap.mjs'

/** `npm run package`: the zips that the stores take, with the sources that Mozilla asks for. CAIRN_SERVER sets the default server. */
await run(async () => {
  const { zipExtensions } = await import('./lib/build.mjs')
  for (const zip of await zipExtensions()) console.log(zip)
})
