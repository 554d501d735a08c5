/**
 * Jira's webhooks, Cloud and Data Center: issues. Source: developer.atlassian.com, "Webhooks", and confluence.atlassian.com, "Managing webhooks" (2026).
 * Work is done when its status is of the category `done`, whatever the status is called.
 */
import * as z from 'zod/mini'
import { mostNames, type Told, timeIn } from './told'

const keyForm = /^[A-Z][A-Z0-9_]+-[1-9]\d{0,9}$/
const Payload = z.object({
  webhookEvent: z.string(),
  timestamp: z.number(),
  issue: z.object({
    key: z.string().check(z.regex(keyForm)),
    self: z.url({ protocol: /^https?$/ }),
    fields: z.looseObject({
      status: z.object({ statusCategory: z.object({ key: z.string() }) }), labels: z.optional(z.array(z.string()).check(z.maxLength(mostNames))), updated: z.optional(z.nullable(z.string())),
      parent: z.optional(z.nullable(z.object({ key: z.string() }))),
    }),
  }),
})

/** @returns null for events of which we want nothing @throws for what is not as Jira sends it */
export function readJira(json: unknown): Told | null {
  const event = z.object({ webhookEvent: z.string() }).parse(json).webhookEvent
  if (!/^jira:issue_(created|updated|deleted)$/.test(event)) return null
  const { timestamp, issue: { key, self, fields } } = Payload.parse(json)
  const { origin, host, pathname } = new URL(self)
  const context = pathname.slice(0, Math.max(0, pathname.indexOf('/rest/')))
  const at = fields.updated ? timeIn(fields.updated) : timestamp
  if (Number.isNaN(at)) throw new Error('no time')
  // Data Center keeps the epic in a field of its own, whose number differs from one to the next.
  const custom = Object.entries(fields).flatMap(([name, value]) => (name.startsWith('customfield_') && typeof value === 'string' && keyForm.test(value) ? [value] : [])).slice(0, 20)
  return {
    ref: { site: 'jira', instance: host + context, type: 'issue', key, url: `${origin}${context}/browse/${key}` },
    work: { site: 'jira', instance: host + context, place: key.slice(0, key.lastIndexOf('-')), labels: fields.labels ?? [], epics: [...(fields.parent ? [fields.parent.key] : []), ...custom], state: fields.status.statusCategory.key === 'done' ? 'done' : 'open' },
    at, gone: event === 'jira:issue_deleted', private: true,
  }
}
