import { run } from './lib/bootstrap.mjs'

/** The quick parts of `npm test`: types, lint, walls and pure rules. */
await run(async () => (await import('./lib/proof.mjs')).prove(['types', 'lint', 'unit']))
