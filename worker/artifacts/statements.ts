/** The upsert of an artifact: identity only; what it was called stands with what was said. */
import type { ArtifactRef } from '../../shared/artifacts'
import type { Db, Statement } from '../db'
import { sql } from '../sql'

/** @param id from `artifactId(ref)` */
export const keepArtifact = (db: Db, id: string, ref: ArtifactRef): Statement =>
  db.q.run(sql`insert into artifacts (org_id, id, site, instance, type, key, url)
    values (${db.org}, ${id}, ${ref.site}, ${ref.instance.toLowerCase()}, ${ref.type}, ${ref.key}, ${ref.url}) on conflict do nothing`)
