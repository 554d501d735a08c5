/** Choosing a team: what is said to it needs to know who is in it today. */
import { useEffect, useState } from 'preact/hooks'
import { teamVisibilities } from '../../shared/audience'
import { ruleOf } from '../../shared/kinds'
import { peopleEndpoints } from '../../shared/people'
import type { Word } from '../../shared/words/index'
import { call } from '../bridge/call'
import type { KeptDraft } from '../bridge/kept'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, useWords } from '../ui'

type Change = (part: Partial<Pick<KeptDraft, 'recipients' | 'invite' | 'toTeam' | 'visibility'>>) => void

/** @returns `take`: asks who is in it and puts it instead of whoever was chosen; `wrong`: why it cannot be */
export function useTeamChoice(draft: KeptDraft, onChange: Change, onChosen: () => void) {
  const { word } = useWords()
  const asking = useAct()
  const [wrong, setWrong] = useState<Word | null>(null)
  const max = ruleOf(draft.kind).teamOf

  const take = (id: string) => void asking.run(async () => {
    setWrong(null)
    const team = await call(peopleEndpoints.team, { params: { id } })
    const refused: Word | null = team.members > 0 && team.members <= max ? null
      : { key: team.size > max ? 'people.teamTooBig' : 'people.teamAlone', values: { team: team.name, max } }
    if (refused) {
      announce(word(refused))
      return setWrong(refused)
    }
    onChange({ toTeam: team, recipients: [], invite: null, ...(!teamVisibilities.includes(draft.visibility) && { visibility: 'team' as const }) })
    onChosen()
  })

  // A draft that was brought back says who is in the team now, not then. Best effort: the server asks again at sending.
  const brought = draft.toTeam?.id
  useEffect(() => {
    if (brought) void call(peopleEndpoints.team, { params: { id: brought } }).then((team) => onChange({ toTeam: team }), () => undefined)
  }, [])

  return { take, busy: asking.busy, wrong: wrong ?? (asking.problem && problemWord(asking.problem)), clear: () => setWrong(null), can: max > 0 }
}
