import { readFileSync, readdirSync } from 'node:fs'

/** Tests of the extension that drive a real browser, by what they import: they run in a project of their own, so that the quick ones stay quick. */
export const inBrowser: string[] = readdirSync(new URL('../extension', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.test\.tsx?$/.test(name))
  .map((name) => `extension/${name.replaceAll('\\', '/')}`)
  .filter((path) => /from ['"](playwright-core|puppeteer-core|[./]+\/support\/browser|\.\/world)['"]/.test(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')))
