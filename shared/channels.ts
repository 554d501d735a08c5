/**
 * Channels: where something is posted beyond inbox and e-mail. TABLE of kinds with the hosts that a server of ours may post to.
 * An organisation's channel hears of recognition that the whole organisation sees; a person's own of their lines. Source: domain.md section 16.
 */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { line } from './text'

export const channelKinds = ['slack', 'teams', 'google_chat', 'webhook'] as const
export type ChannelKind = (typeof channelKinds)[number]

/**
 * What a host must be; null: any public name. As the vendors say in November 2026: Slack's incoming webhooks (docs.slack.dev, "Sending messages using incoming webhooks"),
 * Teams' Workflows (learn.microsoft.com, "Create incoming webhooks with Workflows"; the connectors of webhook.office.com were retired in May 2026), Google Chat (developers.google.com, "Build a Google Chat app as a webhook").
 */
export const channelHosts: Record<ChannelKind, RegExp | null> = {
  slack: /^hooks\.slack(?:-gov)?\.com$/,
  teams: /^(?:[a-z0-9-]+\.)+(?:logic\.azure\.com|environment\.api\.powerplatform\.com)$/,
  google_chat: /^chat\.googleapis\.com$/,
  webhook: null,
}

/** Why a try failed, as an admin reads it. */
export const failures = ['refused', 'gone', 'busy', 'broken', 'unreachable', 'redirected', 'unsafe', 'failed'] as const
export type Failure = (typeof failures)[number]

/** The address is a secret: it goes in and only its host comes out. */
export const Channel = z.object({
  id: Id,
  kind: z.enum(channelKinds),
  name: z.string(),
  host: z.string(),
  /** Recognition of public work travels with its words; all else only says that there is something, and from whom. */
  words: z.boolean(),
  on: z.boolean(),
  /** Letters that could not be delivered in eight tries. */
  dead: z.number(),
})
export type Channel = z.infer<typeof Channel>

/** With the webhook's signing secret, which is shown this once. */
export const NewChannel = z.object({ channel: Channel, secret: z.nullable(z.string()) })
export type NewChannel = z.infer<typeof NewChannel>

export const DeadLetter = z.object({
  /** Its place in time, and the channel: what it is called by. */
  id: z.string(),
  channel: Id,
  name: z.string(),
  at: z.string(),
  reason: z.enum(failures),
})
export type DeadLetter = z.infer<typeof DeadLetter>

/** What a try to send a message came to. */
export const Tried = z.object({ delivered: z.boolean(), reason: z.nullable(z.enum(failures)) })
export type Tried = z.infer<typeof Tried>

const Where = { id: Id, kind: z.enum(channelKinds), name: line(80), url: z.string().check(z.minLength(1), z.maxLength(2_000)) }
const params = z.object({ id: Id })
const LetterParams = z.object({ id: Id, letter: Id })

export const channelEndpoints = {
  list: endpoint({ id: 'channels.list', method: 'GET', path: '/api/v1/organisation/channels', who: 'admin', summary: 'The organisation’s channels, and what could not be delivered', reply: z.object({ channels: z.array(Channel), letters: z.array(DeadLetter) }) }),
  add: endpoint({
    id: 'channels.add', method: 'POST', path: '/api/v1/organisation/channels', who: 'admin', status: 201, summary: 'Add a channel; a webhook’s secret is answered once',
    body: z.strictObject({ ...Where, words: z.boolean() }), reply: NewChannel, problems: ['id-taken', 'conflict'],
  }),
  change: endpoint({
    id: 'channels.change', method: 'PATCH', path: '/api/v1/organisation/channels/:id', who: 'admin', summary: 'Switch a channel, or what it may carry', params,
    body: z.strictObject({ on: z.optional(z.boolean()), words: z.optional(z.boolean()) }), reply: Channel,
  }),
  remove: endpoint({ id: 'channels.remove', method: 'DELETE', path: '/api/v1/organisation/channels/:id', who: 'admin', summary: 'Take a channel away, with what waits for it', params }),
  test: endpoint({ id: 'channels.test', method: 'POST', path: '/api/v1/organisation/channels/:id/test', who: 'admin', summary: 'Send a message that says it is a test', params, reply: Tried }),
  retry: endpoint({ id: 'channels.retry', method: 'POST', path: '/api/v1/organisation/channels/:id/letters/:letter/retry', who: 'admin', summary: 'Try a dead letter again', params: LetterParams }),
  drop: endpoint({ id: 'channels.drop', method: 'DELETE', path: '/api/v1/organisation/channels/:id/letters/:letter', who: 'admin', summary: 'Drop a dead letter', params: LetterParams }),
  mine: endpoint({ id: 'channels.mine', method: 'GET', path: '/api/v1/me/channel', who: 'person', summary: 'My own channel, where I have one', reply: z.object({ channel: z.nullable(Channel) }) }),
  setMine: endpoint({ id: 'channels.setMine', method: 'PUT', path: '/api/v1/me/channel', who: 'person', summary: 'Have my lines posted to a channel of my own', body: z.strictObject(Where), reply: NewChannel, problems: ['id-taken', 'conflict'] }),
  dropMine: endpoint({ id: 'channels.dropMine', method: 'DELETE', path: '/api/v1/me/channel', who: 'person', summary: 'No channel of my own any more' }),
} as const
