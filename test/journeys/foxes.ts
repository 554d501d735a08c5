/** What people do again and again in the journeys in Firefox. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { type Firefox, type FirefoxOptions, launchFirefox } from '../support/firefox'
import type { Backend } from './world'

export const fox = (options?: FirefoxOptions): Promise<Firefox> => launchFirefox(options)

/** Signs one of the cast in, as a person does: the welcome page, the server's own pages in Firefox's sign-in window, back. */
export async function signInWith(firefox: Firefox, backend: Backend, name: string): Promise<void> {
  const welcome = await firefox.open('welcome.html')
  await welcome.ask('settings.set', { server: backend.url })
  await welcome.click('button', 'Sign in')
  const server = await firefox.at(`${backend.url}/sign-in`)
  await server.click('button', new RegExp(`^${name}`))
  await server.click('button', `Connect this browser as ${name}`)
  await welcome.see(name)
  await welcome.close()
}

/** The share of an image that is another than before (0 to 1); the second is kept as test-results/screens/<name>.png. */
export async function differs(before: Buffer, after: Buffer, name: string): Promise<number> {
  const path = inRoot('test-results/screens', `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, after)
  const [a, b] = await Promise.all([before, after].map((png) => sharp(png).greyscale().raw().toBuffer()))
  let other = 0
  for (let index = 0; index < Math.min(a!.length, b!.length); index += 1) if (Math.abs(a![index]! - b![index]!) > 8) other += 1
  return other / Math.max(a!.length, b!.length)
}
