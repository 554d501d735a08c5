// Reading a zip: what is really in a package, after it was packed.
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

/**
 * Every file of a zip by its path, as written in its central directory. Stored and deflated files only, which is all that WXT writes.
 * @param {string} path @returns {Map<string, Buffer>}
 */
export function readZip(path) {
  const zip = readFileSync(path)
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error(`${path} is no zip`)
  const files = new Map()
  for (let at = zip.readUInt32LE(end + 16), left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const short = (/** @type {number} */ offset) => zip.readUInt16LE(at + offset)
    const [method, name, size, local] = [short(10), short(28), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)]
    const file = zip.toString('utf8', at + 46, at + 46 + name)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + size)
    if (!file.endsWith('/')) files.set(file, method === 0 ? packed : inflateRawSync(packed))
    at += 46 + name + short(30) + short(32)
  }
  return files
}
