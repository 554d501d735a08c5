import { run } from './lib/bootstrap.mjs'

/** `npm run deploy [-- --dry-run]`: applies the migrations to the remote database, builds and deploys. wrangler.toml says what to fill in first. */
await run(async () => {
  const { readFileSync } = await import('node:fs')
  const { tool } = await import('./lib/tools.mjs')
  const args = process.argv.slice(2)
  const dry = args.includes('--dry-run')
  if (!dry && /database_id = "0{8}-/.test(readFileSync('wrangler.toml', 'utf8'))) {
    throw new Error('wrangler.toml still has the placeholder for database_id.\ndocs/deploy.md, section 2, makes the database: where its data are kept cannot be changed later. Write the id that it prints there.')
  }
  const steps = [...(dry ? [] : [['d1', 'migrations', 'apply', 'DB', '--remote']]), ['deploy', ...args]]
  for (const step of steps) {
    const { code } = await tool('wrangler/bin/wrangler.js', step, { show: true })
    if (code !== 0) throw new Error(`wrangler ${step.join(' ')} failed, see above.`)
  }
})
