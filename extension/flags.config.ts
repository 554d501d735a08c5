/** What a build may be told by its environment; the code reads the same names from `import.meta.env`. */
const on = (name: string) => process.env[name] === '1'

const dev = on('CAIRN_DEV')
const staticGrants = on('CAIRN_STATIC_GRANTS')
const server = process.env.CAIRN_SERVER ?? (dev ? 'http://localhost:8787' : '')

export const flags = {
  /** The development build knows the demo's made-up work pages on localhost. */
  dev,
  /** For a store: no key in the manifest. */
  store: on('CAIRN_STORE'),
  /** Keeps builds of different flavours apart: chrome, chrome-static, chrome-store. */
  suffix: staticGrants ? '-static' : on('CAIRN_STORE') ? '-store' : '',
  /** `web` = the desk that the Worker serves, which speaks HTTP itself instead of asking the background. */
  define: (web: boolean) => ({
    'import.meta.env.CAIRN_WEB': JSON.stringify(web),
    'import.meta.env.CAIRN_DEV': JSON.stringify(dev),
    'import.meta.env.CAIRN_SERVER': JSON.stringify(web ? '' : server),
    // Public keys of selector packs, parted by commas: docs/selectors.md.
    'import.meta.env.CAIRN_PACK_KEY': JSON.stringify(web ? '' : (process.env.CAIRN_PACK_KEY ?? '')),
  }),
}

// Of no site that we know: the grant stands for `activeTab`, which no headless key gives.
const anyPage = 'https://intranet.northwind.example/*'

/**
 * Automated tests cannot answer a permission prompt, so their build is granted the hosts of every site. A test holds that nothing else differs.
 * @param matches of all content scripts
 */
export const grantedHosts = (matches: readonly string[]): string[] =>
  [...new Set([...(dev || staticGrants ? ['http://localhost/*'] : []), ...(staticGrants ? [anyPage] : []), ...(staticGrants ? matches.filter((one) => one.startsWith('https:')) : [])])]
