import { describe, expect, it } from 'vitest'
import { textOf } from '../support/source'

const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, { optional?: boolean; os?: string[]; cpu?: string[]; libc?: string[]; resolved?: string; optionalDependencies?: Record<string, string> }> }
const platforms = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64']
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

// A package is native when it brings one optional package per platform.
const natives = Object.entries(packages)
  .map(([path, entry]) => ({ path, parts: Object.keys(entry.optionalDependencies ?? {}).filter((name) => partsOf(path, name).some(({ os, cpu }) => os && cpu)) }))
  .filter(({ parts }) => parts.length > 1)

function partsOf(path: string, name: string) {
  return [`${path}/node_modules/${name}`, `${path.replace(/node_modules\/[^/]+(\/[^/]+)?$/, '')}node_modules/${name}`, `node_modules/${name}`]
    .flatMap((place) => packages[place] ?? [])
    .slice(0, 1)
}

describe('the lock file', () => {
  it('knows the native packages', () => {
    expect(natives.map(({ path }) => nameOf(path))).toEqual(expect.arrayContaining(['esbuild', 'workerd', 'rolldown', 'oxlint', 'typescript']))
  })

  it.each(natives)('$path is there for every platform that we support', ({ path, parts }) => {
    const there = parts.flatMap((name) => partsOf(path, name)).flatMap(({ os = [], cpu = [] }) => os.flatMap((one) => cpu.map((other) => `${one}-${other}`)))
    expect(platforms.filter((platform) => !there.includes(platform))).toEqual([])
  })

  it('names no address of a registry', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
  })
})
