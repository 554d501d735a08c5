import { run } from './lib/bootstrap.mjs'

await run(async () => (await import('./lib/start.mjs')).start(process.argv.slice(2)))
