import { useState } from 'preact/hooks'
import { type HelpAnswer, helpAnswers } from '../../shared/cards'
import { loopEndpoints } from '../../shared/loops'
import type { Loop } from '../../shared/waiting'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { deskHref } from '../organisation/paths'
import { problemWord } from '../organisation/problem'
import { shortName } from '../people/names'
import { announce, Button, Card, State, useWords } from '../ui'

/** "Did it help?", asked of the giver once; the answer goes to the recipient alone. */
export function LoopCard({ loop, onDone }: { loop: Loop; onDone: () => void }) {
  const { t, rich, word } = useWords()
  const acting = useAct()
  const [said, setSaid] = useState(false)
  const name = loop.recipient.name ?? t('common.former')
  const params = { id: loop.feedback }
  const answer = (value: HelpAnswer | null) => void acting.run(async () => {
    await (value ? call(loopEndpoints.helped, { params, body: { answer: value } }) : call(loopEndpoints.notNow, { params }))
    setSaid(true)
    announce(t(value ? 'loop.said' : 'loop.notAsked', { name: shortName(name) }))
    onDone()
  })
  if (said) return null
  return (
    <Card label={t('loop.heard', { name })} head={<span class="grow">{rich('loop.ask', { name })}</span>} end={<a class="button-link tiny soft" href={deskHref(`/feedback/${loop.feedback}`)} target="_blank" rel="noopener">{t('loop.look')}</a>}>
      <div class="line line-wrap">
        {helpAnswers.map((value) => <Button key={value} look="line" size="small" aria-busy={acting.busy} onClick={() => answer(value)}>{t(`loop.${value}`)}</Button>)}
        <Button look="quiet" size="small" class="pull-start" onClick={() => answer(null)}>{t('loop.notNow')}</Button>
      </div>
      <p class="tiny soft">{t('loop.who', { name: shortName(name) })}</p>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
    </Card>
  )
}
