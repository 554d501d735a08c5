import { useEffect } from 'preact/hooks'
import { type FeedbackRequest, requestEndpoints } from '../../shared/requests'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { deskHref } from '../organisation/paths'
import { problemWord } from '../organisation/problem'
import { shortName } from '../people/names'
import { announce, Button, ButtonLink, State, useWords } from '../ui'

/** Somebody who was asked the same already. */
export interface Open { request: FeedbackRequest; person: { id: string; name: string | null } }

/** Own requests on this work (or on none) about this person that somebody has still to answer: the newest page of them, and one that the server named. */
export function useStillOpen(artifact: string | null, subject: string, named: string | null): { openTo: (person: string) => Open | null; again: () => void } {
  const mine = useLoad(() => call(requestEndpoints.mine, { query: { side: 'asker' } }), [])
  const one = useLoad(() => (named ? call(requestEndpoints.item, { params: { id: named } }) : Promise.resolve(null)), [named])
  const all = [...(one.value ? [one.value] : []), ...(mine.value?.items ?? [])]
  const fits = (request: FeedbackRequest): boolean =>
    request.mine === 'asker' && Date.parse(request.expiresAt) > Date.now() && request.subject.id === subject && (artifact === null ? request.artifact === null : request.artifact !== null && !request.artifact.guarded && request.artifact.id === artifact)
  return {
    openTo: (id) => {
      for (const request of all) {
        const part = fits(request) && request.asked.find((one) => one.person.id === id && one.state === 'open')
        if (part) return { request, person: part.person }
      }
      return null
    },
    again: () => { mine.again(); one.again() },
  }
}

/** "You asked Dee on Tuesday, and there is no answer yet": look at it, take it back, or ask somebody else. */
export function StillOpen({ open: { request, person }, onWithdrawn, onOther }: { open: Open; onWithdrawn: () => void; onOther: () => void }) {
  const { t, word, ago } = useWords()
  const acting = useAct()
  const name = shortName(person.name ?? t('common.former'))
  const said = t('request.stillOpen', { name, ago: ago(request.at) })
  useEffect(() => announce(said), [request.id, person.id])
  const withdraw = () => void acting.run(async () => {
    await call(requestEndpoints.withdraw, { params: { id: request.id } })
    announce(t('request.withdrawn'))
    onWithdrawn()
  })
  return (
    <div class="inset stack" role="group" aria-label={said}>
      <p class="small">{said}</p>
      <div class="line line-wrap">
        <ButtonLink href={deskHref(`/requests/${request.id}`)} target="_blank">{t('request.stillOpen.read')}</ButtonLink>
        <Button look="quiet" aria-busy={acting.busy} onClick={withdraw}>{t('request.withdraw')}</Button>
        <Button look="quiet" onClick={onOther}>{t('request.stillOpen.other')}</Button>
      </div>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
    </div>
  )
}
