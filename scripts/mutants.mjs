import { run } from './lib/bootstrap.mjs'

/** Pinned here and not in package.json: 180 packages that no `npm start` and no `npm test` needs. They lie in `.cairn/mutants`. */
const version = '10.1.1'
const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}`)

/** `npm run mutants [-- FILE ...]`: changes the pure rules one operator at a time and says which changes no test notices. */
await run(async () => {
  const { spawnSync } = await import('node:child_process')
  const { existsSync, mkdirSync, readFileSync } = await import('node:fs')
  const { join } = await import('node:path')
  const { inRoot } = await import('./lib/paths.mjs')
  const { exec } = await import('./lib/tools.mjs')

  const home = inRoot('.cairn/mutants')
  const installed = packages.every((name) => {
    const file = join(home, 'node_modules', name, 'package.json')
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version
  })
  if (!installed) {
    console.log(`Installing Stryker ${version} into .cairn/mutants.`)
    mkdirSync(home, { recursive: true })
    // Without its peers, so that it finds our own vitest further up.
    const { status } = spawnSync('npm', ['install', '--prefix', home, '--save-exact', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error', ...packages.map((name) => `${name}@${version}`)], {
      stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32',
    })
    if (status !== 0) throw new Error('Stryker could not be installed, see above. It needs the package registry once.')
  }
  const files = process.argv.slice(2)
  const { code } = await exec(process.execPath, [
    join(home, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', 'test/stryker.config.mjs', ...(files.length > 0 ? ['--mutate', files.join(',')] : []),
  ], { show: true })
  process.exitCode = code
})
