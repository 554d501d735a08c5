import { describe, expect, it } from 'vitest'
import { type Bundle, bundleWorker, demoEntry } from '../../scripts/lib/worker.mjs'
import { common } from '../../shared/words/parts/common'
import { desk } from '../../shared/words/parts/desk'
import { panel } from '../../shared/words/parts/panel'
import { server } from '../../shared/words/parts/server'

const textOf = ({ modules }: Bundle): string => modules.map(({ contents }) => contents).join('\n')

describe("the Worker's bundle", () => {
  it('holds the words that it says, and none of the surfaces', async () => {
    const code = textOf(await bundleWorker())
    // The keys stand in one text.
    const keys = new Set(/["'`]((?:[a-zA-Z]+\.[\w.-]+ ?){50,})["'`]/.exec(code)?.[1]?.split(' '))
    const held = (part: { en: Record<string, string> }) => Object.keys(part.en).filter((key) => keys.has(key)).length
    expect(held(server)).toBe(Object.keys(server.en).length)
    expect([held(panel), held(desk)]).toEqual([0, 0])
    // Of the words that all share: those alone that the Worker says.
    expect(held(common)).toBeGreaterThan(1)
    expect(held(common)).toBeLessThan(Object.keys(common.en).length / 2)
  })

  it('holds nothing of the demo where it is deployed', async () => {
    const told = ['Northwind Trails', 'Mailbox of the demo', '/dev/seed']
    const [deployed, demo] = await Promise.all([bundleWorker(), bundleWorker({ entry: demoEntry })])
    for (const text of told) expect([text, textOf(deployed).includes(text), textOf(demo).includes(text)]).toEqual([text, false, true])
  })
})
