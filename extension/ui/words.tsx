/** Words for people, in pages. A page loads its language once; components ask `useWords()`. */
import { createContext, type ComponentChildren, type VNode } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { type Language, type WordKey } from '../../shared/words/index'
import { icu } from '../../shared/words/icu'
import { wordingOf, type Values, type Wording } from '../../shared/words/wording'

export interface Words extends Wording {
  /** A message with its `<b>names</b>` set strong and every value in its own direction. */
  rich(key: WordKey, values?: Values): ComponentChildren
}

const loaders = {
  en: () => import('../../shared/words/en'),
  de: () => import('../../shared/words/de'),
  ar: () => import('../../shared/words/ar'),
} satisfies Record<Language, () => Promise<{ messages: Record<WordKey, string> }>>
const loaded = new Map<Language, Words>()

/** Loads a language, once. Await it before the first render, so that nothing flashes. */
export async function loadWords(language: Language): Promise<Words> {
  return loaded.get(language) ?? makeWords(language, (await loaders[language]()).messages)
}

/** The words of a language from its catalogue, at once: for the background and for tests (all languages, where the build does not cut them). */
export function makeWords(language: Language, messages: Record<WordKey, string>): Words {
  const wording = wordingOf(language, messages, icu)
  const words: Words = { ...wording, rich: (key, values) => wording.stretches(key, values).map(set) }
  loaded.set(language, words)
  return words
}

const TAGS: Record<string, 'strong' | 'em' | 'span'> = { b: 'strong', i: 'em' }

function set({ text, value, tags }: { text: string; value: boolean; tags: string[] }): VNode | string {
  let node: VNode | string = value ? <bdi>{text}</bdi> : text
  for (const tag of tags.toReversed()) {
    const Tag = TAGS[tag] ?? 'span'
    node = <Tag>{node}</Tag>
  }
  return node
}

const Context = createContext<Words | undefined>(undefined)

/** The wording of the nearest WordsProvider. */
export function useWords(): Words {
  const words = useContext(Context)
  if (!words) throw new Error('useWords needs a WordsProvider above it')
  return words
}

/** Gives the words of a language to what stands below, and the document its `lang` and `dir`. Until a language is there the one before stays, so that nothing below starts anew; before the first, nothing is shown. */
export function WordsProvider({ language, children }: { language: Language; children: ComponentChildren }) {
  const [shown, show] = useState(loaded.get(language))
  const words = loaded.get(language) ?? shown
  useEffect(() => {
    let wanted = true
    void loadWords(language).then((now) => wanted && show(now))
    return () => { wanted = false }
  }, [language])
  useEffect(() => {
    if (!words) return
    document.documentElement.lang = words.language
    document.documentElement.dir = words.dir
  }, [words])
  return words ? <Context.Provider value={words}>{children}</Context.Provider> : null
}
