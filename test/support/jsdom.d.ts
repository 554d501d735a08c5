/** What our tests and read-page use of jsdom; it brings no types. */
declare module 'jsdom' {
  export class VirtualConsole {
    sendTo(console: Console): this
    on(event: string, listener: (...args: unknown[]) => void): this
  }
  export interface JSDOMOptions {
    url?: string
    contentType?: string
    runScripts?: 'dangerously' | 'outside-only'
    pretendToBeVisual?: boolean
    virtualConsole?: VirtualConsole
  }
  export class JSDOM {
    constructor(html?: string | ArrayBufferView, options?: JSDOMOptions)
    readonly window: Window & typeof globalThis
    serialize(): string
  }
}
