import { useState } from 'preact/hooks'
import { newId } from '../../shared/ids'
import type { PersonRef } from '../../shared/people'
import { mostShares, type Reflection, reflectionEndpoints, type Reflections } from '../../shared/reflections'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { deskHref } from '../organisation/paths'
import { problemWord } from '../organisation/problem'
import { PersonPicker } from '../people/PersonPicker'
import { announce, Avatar, Button, Row, Rows, State, useWords } from '../ui'

interface Props { reflection: Reflection; viewer: string; onChange: (all: Reflections) => void }

/** On whose agenda a reflection stands; brought to one more, taken back from any. */
export function Bring({ reflection, viewer, onChange }: Props) {
  const { t, word, date } = useWords()
  const [picking, setPicking] = useState(false)
  const acting = useAct()
  const { value, from, shares } = reflection
  const params = (person: string) => ({ quarter: from, value: value.id, person })
  const bring = ({ id, name }: PersonRef) => {
    setPicking(false)
    void acting.run(async () => {
      onChange(await call(reflectionEndpoints.share, { params: params(id), body: { point: newId() } }))
      announce(t('reflect.brought', { name: name ?? '' }))
    })
  }
  const takeBack = ({ id, name }: PersonRef) => void acting.run(async () => {
    onChange(await call(reflectionEndpoints.takeBack, { params: params(id) }))
    announce(t('reflect.taken', { name: name ?? t('common.former') }))
  })
  const nameOf = (person: PersonRef) => person.name ?? t('common.former')
  return (
    <>
      {shares.length > 0 && (
        <Rows lined label={`${t('reflect.bring')}: ${value.name}`}>
          {shares.map(({ person, at }) => (
            <Row
              key={person.id} mark={<Avatar name={nameOf(person)} size={20} />} title={t('reflect.broughtTo', { name: nameOf(person), date: date(at) })} detail={<a href={deskHref(`/meetings/person/${person.id}`)}>{t('reflect.agenda', { name: nameOf(person) })}</a>}
              action={<Button look="quiet" size="small" aria-label={`${t('reflect.takeBack')}: ${nameOf(person)}`} onClick={() => takeBack(person)}>{t('reflect.takeBack')}</Button>}
            />
          ))}
        </Rows>
      )}
      {picking && (
        <div class="stack">
          <p class="small soft">{t('reflect.bringWhy')}</p>
          <PersonPicker label={t('reflect.bringWho')} out={[viewer, ...shares.map(({ person }) => person.id)]} onPick={({ id, name }) => bring({ id, name })} onLeave={() => setPicking(false)} />
        </div>
      )}
      {!picking && shares.length < mostShares && <div><Button look="line" size="small" aria-label={`${t('reflect.bring')}: ${value.name}`} aria-busy={acting.busy} onClick={() => setPicking(true)}>{t('reflect.bring')}</Button></div>}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
    </>
  )
}
