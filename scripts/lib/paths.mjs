// Where things are. Everything local and changing is under .cairn, everything built under dist.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder: found by walking up, since a bundle of this file lies elsewhere. */
export const root = (function up(/** @type {string} */ folder) {
  if (existsSync(join(folder, 'wrangler.toml')) || folder === dirname(folder)) return folder
  return up(dirname(folder))
})(dirname(fileURLToPath(import.meta.url)))

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts)

/** Local state: data, secrets, mail, the browser's profile. CAIRN_DIR puts it elsewhere. @param {...string} parts */
export const inState = (...parts) => join(process.env.CAIRN_DIR ?? inRoot('.cairn'), ...parts)
