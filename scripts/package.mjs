import { basename } from 'node:path'
import { run } from './lib/bootstrap.mjs'

/** `npm run package`: the zips that the stores take, with the sources that Mozilla asks for, each looked through for what its store refuses. CAIRN_SERVER sets the default server. */
await run(async () => {
  const { zipExtensions } = await import('./lib/build.mjs')
  const { explained, lintForMozilla, refusals } = await import('./lib/stores.mjs')
  const zips = await zipExtensions()
  for (const zip of zips) console.log(zip)

  const stores = /** @type {const} */ (['chrome', 'edge', 'firefox'])
  const wrong = stores.flatMap((store, index) => refusals(zips[index] ?? '', store).map((why) => `${store}: ${why}`))
  const { errors, warnings } = await lintForMozilla(zips[2] ?? '')
  const unknown = warnings.filter(({ code }) => !(code in explained)).map(({ code, file }) => `firefox: ${code} ${file}`)
  for (const { code, file } of warnings) if (code in explained) console.log(`web-ext lint: ${code} in ${file}. ${explained[code]}`)
  const all = [...wrong, ...errors.map((error) => `firefox: ${error}`), ...unknown]
  if (all.length) throw new Error(`Stores would refuse this:\n${all.join('\n')}`)

  if (!process.env.CAIRN_PACK_KEY) console.log('Without CAIRN_PACK_KEY these builds take no selector pack: docs/selectors.md.')
  const said = ['CAIRN_SERVER', 'CAIRN_PACK_KEY'].filter((name) => process.env[name]).map((name) => `${name}='${process.env[name]}' `).join('')
  console.log(`No store has anything to refuse. For the notes to Mozilla's reviewers: ${basename(zips[2] ?? '')} is what "${said}npm run package" makes of ${basename(zips[3] ?? '')}.`)
})
