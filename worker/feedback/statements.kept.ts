/** What a legal hold asks of whoever lets words go: keep them, sealed, and show them to nobody (domain.md section 2). */
import { sql, type SQL } from '../sql'

/** True while a confirmed hold covers feedback `id`: its author, a recipient or whom it is about, said within its days. Three small reads where there is one, one where there is none. */
export const underHold = (org: string, id: SQL): SQL => sql`exists (select 1 from legal_holds h join feedback f on f.org_id = h.org_id and f.id = ${id} and f.at between h.from_at and h.to_at
  where h.org_id = ${org} and h.confirmed_at is not null and h.ended_at is null and exists (select 1 from json_each(h.people) p where p.value in (f.author_id, f.about_id)
    or exists (select 1 from feedback_recipients r where r.org_id = f.org_id and r.feedback_id = f.id and r.person_id = p.value)))`

/** The same for any row that knows its people. @param at when it was written @param people columns, as SQL */
export const heldBy = (org: string, at: SQL, people: SQL): SQL => sql`exists (select 1 from legal_holds h where h.org_id = ${org} and h.confirmed_at is not null and h.ended_at is null
  and ${at} between h.from_at and h.to_at and exists (select 1 from json_each(h.people) p where p.value in (${people})))`
