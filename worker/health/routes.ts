import { healthEndpoints } from '../../shared/health'
import { Refusal } from '../../shared/problem'
import { directoryDb } from '../db'
import { type App, mount } from '../http/mount'
import { sql } from '../sql'

export const healthRoutes = (app: App): void =>
  mount(app, healthEndpoints, {
    async health({ env, meter }) {
      const db = directoryDb(env, meter)
      await db.batch(db.q.all(sql`select 1`)).catch(() => {
        throw new Refusal('unavailable')
      })
      return { ok: true }
    },
  })
