/** Lists: at most 50 at a time, continued by keyset, never by offset. */
import * as z from 'zod/mini'

/** The cursor that the last page gave, opaque to the client. */
export const After = z.optional(z.string().check(z.maxLength(200), z.regex(/^[\x21-\x7e]*$/)))

/** A page of a list; `after` is null at its end. */
export const Page = <Item extends z.ZodMiniType>(item: Item) => z.object({ items: z.array(item), after: z.nullable(z.string()) })
export interface Page<Item> { items: Item[]; after: string | null }

/** How many a page holds. */
export const pageSize = 20
