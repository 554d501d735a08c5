// The pictures of the listing, out of those of docs/screenshots: 1280 × 800 without transparency, as stores want them.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './paths.mjs'

/** Which, in the order of the listing. */
export const listed = ['panel', 'sent', 'popup', 'desk', 'panel-dark', 'panel-arabic']

/** The warm white that the panel stands on. */
const ground = '#f4f1ea'

/** @param {string} from folder of the pictures @param {string} [to] @returns {Promise<string[]>} the files that were made */
export async function makeListingPictures(from, to = inRoot('docs/store/screenshots')) {
  const { default: sharp } = await import('sharp')
  mkdirSync(to, { recursive: true })
  return Promise.all(listed.map(async (name) => {
    const path = join(to, `${name}.png`)
    const fits = await sharp(join(from, `${name}.png`)).metadata()
    const wide = fits.width > fits.height
    const picture = await sharp(join(from, `${name}.png`)).resize(wide ? { width: 1280, height: 800, fit: 'inside' } : { height: 720, fit: 'inside' }).png().toBuffer()
    await sharp({ create: { width: 1280, height: 800, channels: 3, background: ground } }).composite([{ input: picture }]).removeAlpha().png({ compressionLevel: 9 }).toFile(path)
    return path
  }))
}
