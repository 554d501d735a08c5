/** What a content script needs to stand on its page, words included. */
import { launcher } from '../../shared/words/parts/launcher'
import type { Language } from '../../shared/words/locale'
import type { ArtifactRef } from '../../shared/artifacts'
import type { Chips, LauncherState } from '../bridge/messages'
import * as style from '../page/style'
import type { World } from './browser'
import * as goals from './goals'
import type { Leaf } from './leaves'
import * as pack from './pack.store'
import * as settings from './settings'
import { choices } from './sites'
import * as waiting from './waiting'

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

/** What stands beside the launcher: who asks the person about this work, and what of their own it serves; two at most. None where it is hidden. */
export async function chipsOf(world: World, leaf: Leaf, work: ArtifactRef | null): Promise<Chips> {
  const [askers, served] = await Promise.all([waiting.askersOn(world, work), goals.servedBy(world, work)])
  if (askers.length + served.length === 0) return { asks: [], goals: [] }
  const { shown, language } = await stateOf(world, leaf)
  if (!shown) return { asks: [], goals: [] }
  const words = launcher[language as Language]
  const number = (n: number | null) => new Intl.NumberFormat(language).format(n ?? 0)
  const asks = askers.map((name) => words['launcher.asks'].replace('{name}', () => name))
  return {
    asks,
    goals: served.slice(0, mostChips - asks.length).map(({ title, current, target, percent }) =>
      (target === null ? words['launcher.serves'].replace('{percent}', number(percent)) : words['launcher.counts'].replace('{current}', number(current)).replace('{target}', number(target))).replace('{title}', () => title)),
  }
}
const mostChips = 2

/** The nearest of our languages to a browser's. */
export function languageOf(tag: string): Language {
  const [base = ''] = tag.toLowerCase().split('-')
  return base === 'de' || base === 'ar' ? base : 'en'
}
