/** Takes pictures of pages, with few colours where nobody sees it, so that they stay small. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'

const most = 150 * 1024
/** So far may a colour go without anybody seeing it, of 255. */
const unseen = 12

export interface Camera {
  shoot(page: Page, name: string): Promise<void>
}

/** @param said hears a line for each picture, with its size @throws when a picture stays above 150 KiB with 128 colours */
export function camera(folder: string, said: (line: string) => void): Camera {
  mkdirSync(folder, { recursive: true })
  return {
    async shoot(page, name) {
      await page.bringToFront()
      // A frame of another process draws itself anew a moment after its page.
      await page.waitForTimeout(300)
      const png = await small(await page.screenshot({ caret: 'initial' }), name)
      writeFileSync(join(folder, `${name}.png`), png)
      said(`${name}.png ${Math.ceil(png.length / 1024)} KiB`)
    },
  }
}

/** A palette where nobody sees the difference; else all colours where they fit, since few would turn the soft ones grey. */
async function small(png: Buffer, name: string): Promise<Buffer> {
  const pixels = await sharp(png).removeAlpha().raw().toBuffer()
  const whole = await sharp(png).removeAlpha().png({ compressionLevel: 9, adaptiveFiltering: false }).toBuffer()
  for (const colours of [256, 128]) {
    const fewer = await sharp(png).removeAlpha().png({ palette: true, colours, dither: 0, effort: 7, compressionLevel: 9 }).toBuffer()
    const near = colours === 256 && furthest(pixels, await sharp(fewer).removeAlpha().raw().toBuffer()) <= unseen
    if (!near && whole.length <= most) return whole
    if (fewer.length <= most) return fewer
  }
  throw new Error(`${name} is larger than 150 KiB`)
}

function furthest(some: Buffer, others: Buffer): number {
  let far = 0
  for (let at = 0; at < some.length; at += 1) far = Math.max(far, Math.abs(some[at]! - others[at]!))
  return far
}
