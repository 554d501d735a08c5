import { describe, expect, it } from 'vitest'
import { featuresOf } from '../../../extension/background/features'
import type { BrowserApi } from '../../../extension/background/browser'
import { filesIn, textOf } from '../../support/source'

const of = (browser: object) => featuresOf(browser as Partial<BrowserApi>)
const call = async () => undefined

describe('features', () => {
  it('of Safari: no side panel, no window to sign in with, nothing that throws', async () => {
    const safari = of({ runtime: {}, storage: { local: {} }, permissions: { request: call }, action: {} })
    expect(safari).toMatchObject({ side: null, identity: null, openPopup: null, managed: null, commands: null, mayAsk: true })
    expect([of({}).mayAsk, await of({}).windowId()]).toEqual([false, undefined])
  })

  it('of Chrome and Edge: the side panel after any press, where it was chosen', async () => {
    const done: unknown[] = []
    const side = of({ sidePanel: { open: async (at: object) => void done.push(at), setOptions: async (options: object) => void done.push(options) } }).side!
    side.want(true)
    expect([side.byPress, await side.open({ tabId: 3, windowId: 4 }), await side.open({ tabId: 3 })]).toEqual([true, true, true])
    expect(done).toEqual([{ enabled: true }, { windowId: 4 }, { tabId: 3 }])
  })

  it('of Firefox: the sidebar by our key and toolbar only, and not before it was chosen', async () => {
    let opened = 0
    const notes = new Map<string, string>()
    Object.assign(globalThis, { localStorage: { getItem: (key: string) => notes.get(key) ?? null, setItem: (key: string, value: string) => void notes.set(key, value) } })
    const side = of({ sidebarAction: { open: async () => void opened++ } }).side!
    expect([side.byPress, await side.open({ tabId: 1 }), opened]).toEqual([false, false, 0])
    side.want(true)
    expect([await side.open({ tabId: 1 }), opened]).toEqual([true, 1])
    side.want(false)
    expect([await side.open({ tabId: 1 }), opened]).toEqual([false, 1])
  })

  it('a browser that refuses is no failure', async () => {
    for (const open of [() => Promise.reject(new Error('user gesture')), () => { throw new Error('user input handler') }])
      expect(await of({ sidePanel: { open, setOptions: call } }).side!.open({ tabId: 1 })).toBe(false)
  })
})

it('nobody else looks what the browser has', () => {
  const looks = /'\w+' in (?:world\.)?browser\b|typeof (?:world\.)?browser\.|\bbrowser(?:\.\w+)+\?\.|\bbrowser\.(?:sidePanel|sidebarAction|identity|commands)\b|\.storage\.managed|navigator\.userAgent/
  const files = filesIn('extension', '.ts', '.tsx').filter((path) => path !== 'extension/background/features.ts' && !path.endsWith('.config.ts'))
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((path) => looks.test(textOf(path)))).toEqual([])
  expect(looks.test("if ('sidePanel' in browser)")).toBe(true)
})
