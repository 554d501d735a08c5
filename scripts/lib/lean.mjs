// esbuild plugins: what the Worker's bundle leaves out, and what it puts off until it is needed.
import { readFileSync } from 'node:fs'
import { inRoot } from './paths.mjs'

/** Contracts are made when they are first parsed with: see lazy-zod.mjs. @type {import('esbuild').Plugin} */
export const lazyContracts = {
  name: 'lazy contracts',
  setup: (build) => build.onResolve({ filter: /^zod\/mini$/ }, ({ importer }) => (importer === lazyZod ? undefined : { path: lazyZod, sideEffects: false })),
}
export const lazyZod = inRoot('scripts/lib/lazy-zod.mjs')

/** Sources without what is for other readers. @type {import('esbuild').Plugin} */
export const leanSources = {
  name: 'lean sources',
  async setup(build) {
    const { parseSync } = await import('vite')
    build.onLoad({ filter: /[\\/]shared[\\/][a-z.-]+\.ts$/ }, ({ path }) => ({ contents: withoutSummaries(readFileSync(path, 'utf8')), loader: 'ts' }))
    build.onLoad({ filter: /[\\/]worker[\\/].*\.ts$/ }, ({ path }) => ({ contents: onOneLine(readFileSync(path, 'utf8'), parseSync), loader: 'ts' }))
  },
}

/** Summaries and problems of endpoints are for the API's document, which is made with the desk. @param {string} source */
export const withoutSummaries = (source) => (source.includes('endpoint({') ? source.replace(/\bsummary:\s*'(?:[^'\\]|\\.)*',?\s*/g, '').replace(/,\s*problems: \[[^\]]*\]/g, '') : source)

/** Statements without their line breaks: SQL has no use for them, and none of ours has a comment or a break within a text. @param {string} source @param {typeof import('vite').parseSync} parseSync */
export function onOneLine(source, parseSync) {
  if (!source.includes('sql`')) return source
  const { program } = parseSync('source.ts', source)
  /** @type {{ start: number, end: number }[]} */
  const texts = []
  visit(program, (node) => node.type === 'TaggedTemplateExpression' && node.tag.name === 'sql' && texts.push(...node.quasi.quasis))
  return texts.sort((a, b) => b.start - a.start).reduce((text, { start, end }) => text.slice(0, start) + text.slice(start, end).replace(/\n\s*/g, ' ') + text.slice(end), source)
}

/** @param {any} node @param {(node: any) => unknown} see */
function visit(node, see) {
  if (typeof node.type === 'string') see(node)
  for (const inner of Object.values(node)) if (inner && typeof inner === 'object') visit(inner, see)
}
