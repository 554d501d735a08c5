import { run } from './lib/bootstrap.mjs'

await run(async () => (await import('./lib/proof.mjs')).prove(['types', 'lint', 'unit', 'worker', 'views', 'builds', 'journeys']))
