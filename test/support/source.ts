import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { inRoot, root } from '../../scripts/lib/paths.mjs'

/** One import as it stands in a file: `to` is a path from the root for our own files, else the package's specifier. */
export interface Arrow {
  from: string
  to: string
  typeOnly: boolean
}

/** All files below a folder with one of the endings, as paths from the root with slashes. */
export function filesIn(folder: string, ...endings: string[]): string[] {
  if (!existsSync(inRoot(folder))) return []
  return readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => endings.some((ending) => path.endsWith(ending)) && !/(^|\/)(\.wxt|\.output|node_modules)\//.test(path))
    .sort()
}

export const textOf = (path: string): string => readFileSync(inRoot(path), 'utf8')

const parsed = new Map<string, ReturnType<typeof parseSync>>()

/** The syntax tree of a file and its record of imports. */
export function syntaxOf(path: string): ReturnType<typeof parseSync> {
  const known = parsed.get(path)
  if (known) return known
  const result = parseSync(path, textOf(path))
  if (result.errors.length) throw new Error(`${path}: ${result.errors[0]?.message}`)
  parsed.set(path, result)
  return result
}

/** Every import and re-export of a file. An import is type-only if nothing of it is left when it runs. */
export function arrowsOf(path: string): Arrow[] {
  const { module } = syntaxOf(path)
  const text = textOf(path)
  const named = module.staticImports.map(({ moduleRequest, entries, start, end }) => ({
    name: moduleRequest.value,
    typeOnly: (entries.length > 0 && entries.every(({ isType }) => isType)) || /^import\s+type\b/.test(text.slice(start, end)),
  }))
  const exported = module.staticExports.flatMap(({ entries }) => entries)
    .filter(({ moduleRequest }) => moduleRequest)
    .map(({ moduleRequest, isType }) => ({ name: moduleRequest!.value, typeOnly: isType }))
  const dynamic = module.dynamicImports
    .map(({ moduleRequest }) => text.slice(moduleRequest.start, moduleRequest.end).match(/^['"`]([^'"`$]+)['"`]$/)?.[1])
    .filter((name) => name !== undefined)
    .map((name) => ({ name, typeOnly: false }))
  return [...named, ...exported, ...dynamic].map(({ name, typeOnly }) => ({ from: path, to: resolve(path, name), typeOnly }))
}

function resolve(from: string, name: string): string {
  if (!name.startsWith('.')) return name
  const bare = name.replace(/\?.*$/, '')
  const target = join(from, '..', bare).replaceAll('\\', '/')
  const candidates = [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`, `${target}/index.tsx`]
  return candidates.find((path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile()) ?? target
}

/** Groups of files that import each other in a ring, by types too: who reads one would have to read them all. */
export function circles(arrows: Arrow[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to])
  const found: string[][] = []
  const done = new Set<string>()
  const walk = (node: string, path: string[]): void => {
    const at = path.indexOf(node)
    if (at >= 0) {
      found.push([...path.slice(at), node])
      return
    }
    if (done.has(node)) return
    for (const to of next.get(node) ?? []) walk(to, [...path, node])
    done.add(node)
  }
  for (const node of next.keys()) walk(node, [])
  return found
}

/** Visits every node of a syntax tree. */
export function visit(node: unknown, see: (node: Record<string, unknown> & { type: string }) => void): void {
  if (Array.isArray(node)) return node.forEach((child) => visit(child, see))
  if (typeof node !== 'object' || node === null) return
  if (typeof (node as { type?: unknown }).type === 'string') see(node as Record<string, unknown> & { type: string })
  for (const child of Object.values(node)) visit(child, see)
}
