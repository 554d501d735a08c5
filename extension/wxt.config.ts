import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig } from 'wxt'
import { geckoId, publicKey } from '../scripts/lib/identity.mjs'
import { wordsByLanguage } from '../scripts/lib/words-by-language.mjs'
import { flags, grantedHosts } from './flags.config.ts'
import { localeFiles, said } from './locales.config.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

/** Where content scripts may stand, gathered from their entrypoints. */
const matches: string[] = []

/** The extension for Chrome, Edge and Firefox, all Manifest V3. Install asks for no site: those are turned on one by one. */
export default defineConfig({
  root: import.meta.dirname,
  imports: false,
  targetBrowsers: ['chrome', 'edge', 'firefox'],
  manifestVersion: 3,
  outDir: '../dist/extension',
  outDirTemplate: `{{browser}}${flags.suffix}`,
  zip: {
    name: 'cairn',
    artifactTemplate: '{{name}}-{{version}}-{{browser}}.zip',
    sourcesTemplate: '{{name}}-{{version}}-sources.zip',
    sourcesRoot: join(import.meta.dirname, '..'),
    includeSources: ['extension/**', 'shared/**', 'scripts/**', 'package.json', 'package-lock.json', 'tsconfig.json', 'wrangler.toml', 'README.md', 'docs/store/**'],
    excludeSources: ['dist/**', 'test/**'],
  },
  manifest: ({ browser }) => {
    const firefox = browser === 'firefox'
    return {
      name: 'Cairn',
      short_name: 'Cairn',
      version,
      default_locale: 'en',
      description: said('manifest.description'),
      permissions: ['activeTab', 'alarms', 'identity', 'scripting', 'storage', ...(firefox ? [] : ['sidePanel'])],
      action: { default_title: 'Cairn' },
      optional_host_permissions: ['*://*/*'],
      commands: {
        'open-panel': { suggested_key: { default: 'Alt+K' }, description: said('manifest.openPanel') },
        _execute_action: { suggested_key: { default: 'Alt+Shift+K' }, description: said('manifest.popup') },
        inbox: { suggested_key: { default: 'Alt+Shift+J' }, description: said('manifest.inbox') },
      },
      content_security_policy: {
        extension_pages: "script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'none'",
      },
      web_accessible_resources: [
        { resources: ['panel.html'], matches: ['*://*/*'], ...(firefox ? {} : { use_dynamic_url: true }) },
      ],
      ...(firefox
        ? {
            sidebar_action: { default_panel: 'panel.html', default_title: 'Cairn', open_at_install: false },
            browser_specific_settings: {
              gecko: {
                id: geckoId,
                strict_min_version: '142.0',
                data_collection_permissions: {
                  required: ['authenticationInfo', 'browsingActivity', 'personalCommunications', 'personallyIdentifyingInfo', 'websiteContent'],
                },
              },
            },
          }
        : {
            minimum_chrome_version: '123',
            side_panel: { default_path: 'panel.html' },
            storage: { managed_schema: 'managed.json' },
            // A store gives its own id and refuses a package with a key.
            ...(flags.store ? {} : { key: publicKey }),
          }),
    }
  },
  hooks: {
    'entrypoints:resolved': (_, entrypoints) => {
      const demo = entrypoints.findIndex(({ name }) => name === 'demo')
      if (demo >= 0 && !flags.dev) entrypoints.splice(demo, 1)
      // As plain scripts: WXT's context for content scripts costs every page of a site more than all of ours (bridge/content.ts stands in).
      for (const one of entrypoints) {
        if (one.type !== 'content-script') continue
        matches.push(...(one.options.matches as string[] | undefined ?? []))
        ;(one as { type: string }).type = 'unlisted-script'
      }
    },
    'build:publicAssets': (_, files) => void files.push(...localeFiles()),
    // WXT would turn the matches of run-time content scripts into host permissions; ours stay optional.
    'build:manifestGenerated': (_, manifest) => {
      const granted = grantedHosts(matches)
      if (granted.length) manifest.host_permissions = granted
      else delete manifest.host_permissions
    },
  },
  vite: () => ({
    plugins: [wordsByLanguage(), preact({ reactAliasesEnabled: false, prefreshEnabled: false, devToolsEnabled: false })],
    define: flags.define(false),
    build: {
      target: 'es2024', sourcemap: false, reportCompressedSize: false,
      // Scripts that come later lie on the device: asking for them ahead gains nothing, and the lists of them weigh a kilobyte a page. Their styles come no other way.
      modulePreload: { polyfill: false, resolveDependencies: (_, parts, { hostType }) => (hostType === 'js' ? parts.filter((part) => part.endsWith('.css')) : parts) },
    },
  }),
})
