/** The OpenAPI document (3.1), made from the endpoint table when the desk is built, and a page to read it by: neither weighs on the Worker. */
import * as z from 'zod/mini'
import type { Endpoint } from './endpoint'
import { allEndpoints } from './endpoints'
import { Problem, problemStatus, type ProblemCode } from './problem'

type Json = Record<string, unknown>
const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

/** The OpenAPI document of the whole table; the server is where it was found. */
export function openApi(): Json {
  const paths: Record<string, Json> = {}
  for (const row of allEndpoints) {
    const path = row.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [row.method.toLowerCase()]: operationOf(row) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Cairn', version: '1', description: 'Recognition and feedback on the work itself.' },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, desk: { type: 'apiKey', in: 'cookie', name: '__Host-cairn' } },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
  }
}

function operationOf(row: Endpoint): Json {
  const status = String(row.status ?? (row.reply ? 200 : 204))
  return {
    operationId: row.id,
    summary: row.summary,
    tags: [row.id.split('.')[0]],
    'x-who': row.who,
    ...(row.who === 'anyone' || row.who === 'demo' ? { security: [] } : {}),
    parameters: [...parametersOf(row.params, 'path'), ...parametersOf(row.query, 'query')],
    ...(row.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(row.body, 'input') } } } } : {}),
    ...(row.raw ? { requestBody: { required: true, content: { 'application/json': {}, 'application/x-www-form-urlencoded': {} } } } : {}),
    responses: {
      [status]: { description: row.summary, ...(row.reply ? { content: { 'application/json': { schema: schemaOf(row.reply, 'output') } } } : {}) },
      ...problemsOf(row),
    },
  }
}

const parametersOf = (schema: z.ZodMiniType | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, of]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: of }))
}

/** What every endpoint of a kind may answer, beside what its row names. */
export function problemCodesOf(row: Endpoint): ProblemCode[] {
  const signedIn = row.who !== 'anyone' && row.who !== 'demo'
  return [
    'too-many', 'internal', 'unavailable', ...(row.problems ?? []),
    ...(signedIn ? (['sign-in-needed', 'session-ended', 'account-closed'] as const) : []),
    ...(signedIn && row.who !== 'person' ? (['not-allowed'] as const) : []),
    ...(row.method === 'GET' && row.who !== 'demo' ? [] : (['bad-origin'] as const)),
    ...(row.params || row.who === 'demo' ? (['not-found'] as const) : []),
    ...(row.query ? (['invalid'] as const) : []),
    ...(row.body ? (['invalid', 'not-json', 'bad-request', 'too-large'] as const) : []),
  ]
}

function problemsOf(row: Endpoint): Record<string, Json> {
  const byStatus = new Map<number, Set<string>>()
  for (const code of problemCodesOf(row)) byStatus.set(problemStatus[code], (byStatus.get(problemStatus[code]) ?? new Set()).add(code))
  return Object.fromEntries([...byStatus].map(([status, codes]) => [String(status), {
    description: [...codes].map((code) => `/problems/${code}`).join(', '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }]))
}

/** A readable page of the same, as a whole HTML document: its sheet is `api-reference.css` beside it. */
export function apiReference(): string {
  const rows = allEndpoints.map((row) => `<tr id="${row.id}"><td>${row.method}</td><td><code>${row.path}</code></td><td>${escape(row.summary)}</td><td>${row.who}</td></tr>`).join('\n')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Cairn API</title><link rel="stylesheet" href="/api-reference.css"></head>
<body><main><h1>Cairn API</h1><p>JSON over HTTP. Errors are <code>application/problem+json</code>. The same as a document: <a href="/api/openapi.json">openapi.json</a>.</p>
<table><thead><tr><th>Method</th><th>Path</th><th>What</th><th>Who</th></tr></thead><tbody>
${rows}
</tbody></table></main></body></html>
`
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
