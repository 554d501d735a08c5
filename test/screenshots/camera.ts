/** Takes pictures of pages at twice their size, with few colours, so that they stay small. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'

const most = 150 * 1024

export interface Camera {
  shoot(page: Page, name: string): Promise<void>
  taken(): string[]
}

/** @throws when a picture stays above 150 KiB with 32 colours */
export function camera(folder: string): Camera {
  const lines: string[] = []
  mkdirSync(folder, { recursive: true })
  return {
    async shoot(page, name) {
      await page.bringToFront()
      // A frame of another process draws itself anew a moment after its page.
      await page.waitForTimeout(300)
      const png = await small(await page.screenshot({ caret: 'initial' }), name)
      writeFileSync(join(folder, `${name}.png`), png)
      lines.push(`${name}.png ${Math.ceil(png.length / 1024)} KiB`)
    },
    taken: () => lines,
  }
}

/** All colours where they fit, since few would turn the soft ones grey. */
async function small(png: Buffer, name: string): Promise<Buffer> {
  const whole = await sharp(png).removeAlpha().png({ compressionLevel: 9, adaptiveFiltering: false }).toBuffer()
  if (whole.length <= most) return whole
  for (const colours of [256, 128, 64]) {
    const fewer = await sharp(png).removeAlpha().png({ palette: true, colours, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer()
    if (fewer.length <= most) return fewer
  }
  throw new Error(`${name} is larger than 150 KiB`)
}
