/** The wire between the browser and its server: it can be cut, and any call held on its way there or back. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A call that is held: before the server had it, or after it has answered and nobody heard. */
export interface Held {
  /** When a call has come to it. */
  reached: Promise<void>
  /** The call goes on as if nothing had been. */
  pass(): void
  /** Both ends see a broken connection. */
  cut(): void
}

export interface Wire {
  port: number
  /** Every call that went over it, as "POST /api/v1/feedback 201"; 0 = cut before an answer. */
  calls: string[]
  /** Leads to another port from now on: a server that was started again. */
  leadTo(port: number): void
  cut(): void
  mend(): void
  /** Holds the next call that matches, once. */
  hold(call: RegExp, where: 'there' | 'back'): Held
  close(): Promise<void>
}

interface Trap { call: RegExp; where: 'there' | 'back'; take(end: (pass: boolean) => void): void }

/** @param target port of the server on 127.0.0.1 */
export async function layWire(target: number): Promise<Wire> {
  const calls: string[] = []
  const traps: Trap[] = []
  const sockets = new Set<Socket>()
  let isCut = false

  const server = createServer((asked, answer) => void carry(asked, answer))
  server.on('connection', (socket) => {
    if (isCut) return void socket.destroy()
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  async function carry(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const name = `${asked.method} ${asked.url}`
    const body = await bytesOf(asked)
    const lost = (): void => {
      calls.push(`${name} 0`)
      answer.destroy()
    }
    if (!(await through(name, 'there')) || isCut) return lost()
    const onward = request({ host: '127.0.0.1', port: target, method: asked.method, path: asked.url, headers: asked.headers, agent: false })
    onward.on('error', lost)
    onward.on('response', async (answered) => {
      answered.on('error', lost)
      const bytes = await bytesOf(answered)
      if (!(await through(name, 'back')) || isCut) return lost()
      calls.push(`${name} ${answered.statusCode}`)
      const { 'transfer-encoding': _, ...headers } = answered.headers
      answer.writeHead(answered.statusCode ?? 502, { ...headers, 'content-length': bytes.length })
      answer.end(bytes)
    })
    onward.end(body)
  }

  /** False when the call was cut in a trap. */
  function through(name: string, where: Trap['where']): Promise<boolean> {
    const at = traps.findIndex((trap) => trap.where === where && trap.call.test(name))
    const [trap] = at < 0 ? [] : traps.splice(at, 1)
    return trap ? new Promise((resolve) => trap.take(resolve)) : Promise.resolve(true)
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    leadTo: (port) => void (target = port),
    cut() {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    mend: () => void (isCut = false),
    hold(call, where) {
      let end: (pass: boolean) => void = () => undefined
      const reached = new Promise<void>((resolve) => traps.push({ call, where, take: (go) => { end = go; resolve() } }))
      return { reached, pass: () => end(true), cut: () => end(false) }
    },
    close: () => new Promise((done) => {
      server.close(() => done())
      for (const socket of sockets) socket.destroy()
    }),
  }
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  try {
    for await (const part of stream) parts.push(part as Buffer)
  } catch {
    // Broken off: what came so far is all there is.
  }
  return Buffer.concat(parts)
}
