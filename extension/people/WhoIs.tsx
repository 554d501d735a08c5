import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { newId } from '../../shared/ids'
import { peopleEndpoints, type Person } from '../../shared/people'
import type { ArtifactRef } from '../../shared/artifacts'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, State, useWords } from '../ui'
import { InviteForm } from './InviteForm'
import { PersonPicker } from './PersonPicker'

interface Props {
  handle: string
  /** As the page names them. */
  called: string
  /** The answer is kept as a proposal; else what the page shows is only a name, and it counts for this once. */
  kept: boolean
  artifact: ArtifactRef
  near: readonly Person[]
  out: readonly string[]
  /** Domains of invitations; none = nobody can be invited here. */
  domains: readonly string[]
  onPerson: (person: Person) => void
  onInvite: (invite: { email: string; name: string }) => void
  onSkip: () => void
}

/** "Who is @octocat here?": a colleague from the directory, somebody to invite, or nobody. The answer is a proposal until that person confirms it. */
export function WhoIs({ handle, called, kept, artifact, near, out, domains, onPerson, onInvite, onSkip }: Props) {
  const { t, word } = useWords()
  const [inviting, setInviting] = useState(false)
  const [picked, setPicked] = useState<Person | null>(null)
  const proposing = useAct()
  const group = useRef<HTMLDivElement>(null)
  // Before the next key is pressed: with an effect after the paint, a fast arrow would go to the button that opened this.
  useLayoutEffect(() => group.current?.querySelector('input')?.focus(), [inviting])

  async function propose(person: Person) {
    setPicked(person)
    if (!kept) return onPerson(person)
    const { site, instance } = artifact
    const done = await proposing.run(async () => void (await call(peopleEndpoints.proposeHandle, { body: { id: newId(), site, instance, handle, person: person.id } })))
    if (done) onPerson(person)
  }

  if (inviting) return <InviteForm domains={domains} onInvite={onInvite} onCancel={() => setInviting(false)} />
  return (
    <div ref={group} class="inset stack" role="group" aria-label={t('people.whoIs', { handle: called })}>
      <PersonPicker open={false} label={t('people.whoIs', { handle: called })} near={near} out={out} onPick={(person) => void propose(person)} />
      <p class="tiny soft">{t(kept ? 'people.whoIs.why' : 'people.whoIs.once')}</p>
      {proposing.problem && <State is="failed" what={word(problemWord(proposing.problem))} {...(picked && { onRetry: () => void propose(picked) })} />}
      <div class="line line-wrap">
        {domains.length > 0 && <Button look="line" onClick={() => setInviting(true)}>{t('people.invite')}</Button>}
        <Button look="quiet" onClick={onSkip}>{t('people.whoIs.skip')}</Button>
      </div>
    </div>
  )
}
