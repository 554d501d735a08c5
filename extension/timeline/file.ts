/** Files that are made on the device and given to the browser to keep. */

/** Hands a text over as a download. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  // The browser may ask where to keep it: it must still be there when it is asked for.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A name as part of a file's: letters and digits of any alphabet, the rest as hyphens. */
export const fileName = (...parts: string[]): string => parts.map((part) => part.normalize('NFC').toLocaleLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')).filter(Boolean).join('-').slice(0, 80)
