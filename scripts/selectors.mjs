import { run } from './lib/bootstrap.mjs'

const usage = `usage:
  npm run selectors -- keygen FILE                      a new key pair; prints the public key
  npm run selectors -- sign PACK --key FILE [--out OUT]  checks a pack and signs it; prints the envelope, or writes it to OUT
  npm run selectors -- show SERVER                      prints the pack that stands at a server, to start the next one from
  npm run selectors -- publish ENVELOPE SERVER          hands an envelope to a server
docs/selectors.md says what a pack is.`

/** `npm run selectors -- keygen | sign | show | publish`: mends a site without a store release. */
await run(async () => {
  const { readFileSync, existsSync, writeFileSync } = await import('node:fs')
  const { makeKeys, packRules, readJson, readKeys, signPack, writeKeys } = await import('./lib/pack.mjs')
  const [what, ...args] = process.argv.slice(2)
  const option = (/** @type {string} */ name) => {
    const at = args.indexOf(`--${name}`)
    return at < 0 ? undefined : args.splice(at, 2)[1]
  }
  const wrong = () => new Error(usage)

  if (what === 'keygen') {
    const [file, ...more] = args
    if (!file || more.length > 0) throw wrong()
    if (existsSync(file)) throw new Error(`${file} is there already. A key that has signed packs is not to be overwritten.`)
    const keys = await makeKeys()
    writeKeys(file, keys)
    console.error(`The private key is in ${file}: keep it where no build and no server can read it. The public key:`)
    console.log(keys.key)
    return
  }

  if (what === 'sign') {
    const [keyFile, out] = [option('key'), option('out')]
    const [file, ...more] = args
    if (!file || !keyFile || more.length > 0) throw wrong()
    readJson(file, 'pack')
    const text = readFileSync(file, 'utf8')
    const { mostBytes, Pack } = await packRules()
    if (Buffer.byteLength(text) > mostBytes) throw new Error(`${file} has ${Buffer.byteLength(text)} bytes; a pack has at most ${mostBytes}.`)
    const parsed = Pack.safeParse(JSON.parse(text))
    if (!parsed.success) throw new Error(`${file} is no pack:\n${parsed.error.issues.slice(0, 10).map(({ path, code }) => `  ${path.join('.') || 'the whole'}: ${code === 'custom' ? 'not a plain selector' : code}`).join('\n')}`)
    const envelope = `${JSON.stringify(await signPack(text, readKeys(keyFile)))}\n`
    if (out) writeFileSync(out, envelope)
    else process.stdout.write(envelope)
    return
  }

  if (what === 'show') {
    const [server, ...more] = args
    if (!server || more.length > 0) throw wrong()
    const answer = await fetch(addressAt(server)).catch(() => {
      throw new Error(`Nobody answers at ${server}.`)
    })
    const { envelope } = await answer.json().catch(() => ({}))
    if (envelope === undefined) throw new Error(`${server} is no Cairn server.`)
    if (envelope === null) throw new Error(`No pack stands at ${server}: begin with version 1.`)
    console.log(envelope.pack)
    return
  }

  if (what === 'publish') {
    const [file, server, ...more] = args
    if (!file || !server || more.length > 0) throw wrong()
    const address = addressAt(server)
    const { Envelope } = await packRules()
    const envelope = Envelope.safeParse(readJson(file, 'envelope'))
    if (!envelope.success) throw new Error(`${file} is no envelope: "npm run selectors -- sign" makes one.`)
    const answer = await fetch(address, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(envelope.data) }).catch(() => {
      throw new Error(`Nobody answers at ${server}.`)
    })
    const said = await answer.json().catch(() => ({}))
    if (!answer.ok) throw new Error(why(answer.status, said.type))
    console.log(`Version ${said.version} stands at ${new URL(server).origin}. Browsers fetch it within a day.`)
    return
  }

  throw wrong()
})

/** @param {string} server */
function addressAt(server) {
  if (!URL.canParse(server)) throw new Error(`${server} is no address. Write it whole: https://cairn.example.com`)
  return new URL('/api/v1/selectors', server)
}

/** @param {number} status @param {string | undefined} type */
function why(status, type) {
  if (type === '/problems/pack-forged') return 'The server refuses it: none of the keys in its PACK_KEY has signed it.'
  if (type === '/problems/pack-old') return 'The server refuses it: its version is not higher than the one that stands.'
  if (type === '/problems/invalid') return 'The server refuses it: it is no pack.'
  return `The server answered ${status}${type ? ` (${type})` : ''}.`
}
