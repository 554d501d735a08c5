import { run } from './lib/bootstrap.mjs'

/** `npm run build [worker | desk | extension]`: what is deployed and what is loaded unpacked. */
await run(async () => {
  const { buildDesk, buildExtension, buildWorker, sizesOf } = await import('./lib/build.mjs')
  const parts = process.argv.slice(2)
  const wants = (/** @type {string} */ part) => parts.length === 0 || parts.includes(part)
  if (wants('worker')) console.log(`dist/worker, ${sizesOf(await buildWorker())}`)
  if (wants('desk')) console.log(await buildDesk())
  if (wants('extension')) for (const browser of /** @type {const} */ (['chrome', 'edge', 'firefox'])) console.log(await buildExtension(browser))
})
