/** What a content script needs to stand on its page, words included. */
import { launcher } from '../../shared/words/parts/launcher'
import type { Language } from '../../shared/words/locale'
import type { LauncherState } from '../bridge/messages'
import * as style from '../page/style'
import type { World } from './browser'
import type { Leaf } from './leaves'
import * as pack from './pack.store'
import * as settings from './settings'
import { choices } from './sites'

/** @param leaf the site that the page was found to be on */
export async function stateOf(world: World, leaf: Leaf): Promise<LauncherState> {
  const [chosen, { language, shortcut, aside }, packed] = await Promise.all([choices(world), settings.manner(world), pack.of(world, leaf.id)])
  const spoken = language ?? languageOf(world.browser.i18n.getUILanguage())
  const words = launcher[spoken]
  const named = (text: string) => text.replace('{site}', () => leaf.name).replace('{key}', () => shortcut)
  return {
    shown: !chosen[leaf.id]?.hidden && !packed.off,
    place: chosen[leaf.id]?.place ?? null,
    words: {
      open: words['launcher.open'], shortcut, menu: words['launcher.menu'], hide: named(words['launcher.hide']),
      hidden: named(words[shortcut ? 'launcher.hidden-key' : 'launcher.hidden']), undo: words['launcher.undo'],
      move: words['launcher.move'], reload: words['launcher.reload'], panel: words['launcher.panel'],
    },
    css: { rest: style.launcher(leaf.theme), awake: style.awake(), frame: style.frame() },
    dir: spoken === 'ar' ? 'rtl' : 'ltr',
    language: spoken,
    aside,
    anchors: packed.anchors ?? [],
  }
}

/** What stands beside the launcher: who asks the person about this work. None where it is hidden. */
export async function chipsOf(world: World, leaf: Leaf, askers: readonly string[]): Promise<string[]> {
  if (askers.length === 0) return []
  const { shown, language } = await stateOf(world, leaf)
  return shown ? askers.map((name) => launcher[language as Language]['launcher.asks'].replace('{name}', () => name)) : []
}

/** The nearest of our languages to a browser's. */
export function languageOf(tag: string): Language {
  const [base = ''] = tag.toLowerCase().split('-')
  return base === 'de' || base === 'ar' ? base : 'en'
}
