/** The act of sending: what is missing first, then whether it is the person's own act, then once. */
import type { RefObject } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { bodyShapeOf, firstField } from '../../shared/bodies'
import type { Kind } from '../../shared/kinds'
import type { Me } from '../../shared/people'
import type { Refusal } from '../../shared/problem'
import type { Word } from '../../shared/words/index'
import { refusalOf } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, keyText, useWords } from '../ui'
import { audienceFor, missing, type Work } from './composing'
import type { Writing } from './draft'
import { fieldWord } from '../organisation/field'
import { send, type Sent } from './sending'
import { useTrust } from './trust'

export interface Sending {
  send: (by: 'key' | 'mouse') => void
  busy: boolean
  /** What kept the last press from sending. */
  lack: { at: string; says: Word } | null
  /** The same in words, where no field says it. */
  notice: Word | null
  /** It was tried and refused. */
  problem: Refusal | null
  clear: () => void
}

interface With {
  writing: Writing
  me: Me | null
  work: Work
  foot: RefObject<HTMLElement | null>
  problem: Refusal | null
  focus: (at: string) => void
  onSent: (sent: Sent) => void
}

export function useSend({ writing, me, work, foot, focus, onSent }: With): Sending {
  const { word } = useWords()
  const trust = useTrust(foot, writing.draft !== null)
  const running = useRef(false)
  const [state, set] = useState<Pick<Sending, 'busy' | 'lack' | 'notice' | 'problem'>>({ busy: false, lack: null, notice: null, problem: null })
  const say = (part: Partial<typeof state>, says: Word) => {
    set({ busy: false, lack: null, notice: null, problem: null, ...part })
    announce(word(says))
  }

  async function act(by: 'key' | 'mouse') {
    const { draft } = writing
    if (running.current || !draft) return
    const lack = missing(draft, me)
    if (lack) {
      const says = wordOf(lack, draft.kind)
      say({ lack: { at: lack.at, says }, notice: lack.at === 'people' ? says : null }, says)
      return focus(lack.at)
    }
    const doubt = doubtOf(by)
    if (doubt) {
      say({ notice: doubt }, doubt)
      return doubt.key === 'compose.need.typing' ? focus(firstField(bodyShapeOf(draft.body))) : undefined
    }
    const said = audienceFor(draft, me!)
    if (said === null || typeof said === 'string') return
    running.current = true
    set({ busy: true, lack: null, notice: null, problem: null })
    try {
      const sent = await send(draft, said, me!, work)
      writing.sent()
      onSent(sent)
    } catch (thrown) {
      const problem = refusalOf(thrown)
      say({ problem }, problemWord(problem))
    } finally {
      running.current = false
      set((before) => ({ ...before, busy: false }))
    }
  }

  function doubtOf(by: 'key' | 'mouse'): Word | null {
    if (!trust.hasTyped()) return { key: 'compose.need.typing' }
    if (by === 'key') return null
    const verdict = trust.press()
    if (verdict === 'covered') return { key: 'compose.need.uncovered', values: { keys: keyText('Ctrl+Enter') } }
    return verdict === 'again' ? { key: 'compose.need.again' } : null
  }

  return { ...state, send: (by) => void act(by), clear: () => state.lack || state.notice || state.problem ? set({ busy: false, lack: null, notice: null, problem: null }) : undefined }
}

function wordOf({ at, error }: NonNullable<ReturnType<typeof missing>>, kind: Kind): Word {
  if (error) return error.code === 'needed' || (error.code === 'too-short' && error.params?.length === 0) ? { key: kind === 'note' ? 'compose.note.need' : 'compose.need.words' } : fieldWord(error)
  return { key: at === 'who' ? 'compose.need.who' : at === 'audience' ? 'audience.noTeam' : 'compose.need.people' }
}
