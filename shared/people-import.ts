/** The directory from CSV: what it would look like afterwards. */
import * as z from 'zod/mini'

/** One line of a directory import as it would be after it. `errors` name the column. */
export const ImportLine = z.object({
  line: z.number(),
  email: z.string(),
  name: z.string(),
  change: z.enum(['new', 'changed', 'same', 'deactivated', 'error']),
  changes: z.array(z.object({ field: z.string(), from: z.nullable(z.string()), to: z.nullable(z.string()) })),
  errors: z.array(z.object({ column: z.string(), code: z.string(), params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))) })),
})
export type ImportLine = z.infer<typeof ImportLine>

export const ImportPreview = z.object({
  /** Changes, errors first, at most 200; the counts are whole. */
  lines: z.array(ImportLine),
  counts: z.object({ new: z.number(), changed: z.number(), same: z.number(), deactivated: z.number(), error: z.number() }),
  /** More than 5 % would be deactivated: a second confirmation is asked for. */
  needsConfirmation: z.boolean(),
  /** Columns of the file that Cairn does not know: left out, and said so. At most 20. */
  ignored: z.array(z.string()),
  committed: z.boolean(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

/** Columns of the CSV; `email` and `name` are needed, the rest is optional. `manager` is an e-mail address, `team` a path `Company / Department / Team`. */
export const importColumns = ['email', 'name', 'title', 'kind', 'manager', 'team', 'time_zone', 'language', 'github', 'gitlab', 'jira', 'role', 'status'] as const
