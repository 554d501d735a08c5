/** Hosts and the match patterns of extensions: what covers what, and where a self-hosted site begins. */

/** Whether a match pattern (scheme, host, any path) covers an address. Hosts match exactly, or by dot-suffix after `*.`; any port unless the pattern names one. */
export function covers(pattern: string, url: URL): boolean {
  const [scheme, host = ''] = pattern.slice(0, -2).split('://')
  if (scheme === '*' ? !/^https?:$/.test(url.protocol) : url.protocol !== `${scheme}:`) return false
  const name = host.includes(':') ? url.host : url.hostname
  return host.startsWith('*.') ? name === host.slice(2) || name.endsWith(host.slice(1)) : name === host
}

/** What a browser is asked for to stand at an address. Ports are not part of it: not every browser knows them there. */
export const patternAt = ({ protocol, hostname }: URL): string => `${protocol}//${hostname}/*`

/** An address as an instance: host and context path, without a slash at the end. */
export const instanceIn = ({ host, pathname }: URL): string => host + pathname.replace(/\/+$/, '')
