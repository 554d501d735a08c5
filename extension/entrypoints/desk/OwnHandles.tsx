import { useState } from 'preact/hooks'
import { newId } from '../../../shared/ids'
import { peopleEndpoints, type Handle } from '../../../shared/people'
import { siteName } from '../../artifacts/naming'
import { call } from '../../bridge/call'
import { HandleQuestion } from '../../notifications/HandleQuestion'
import { useAct, useLoad } from '../../organisation/load'
import { problemWord } from '../../organisation/problem'
import { handleText } from '../../people/names'
import { announce, Button, Row, Rows, State, UserIcon, useWords } from '../../ui'
import { useDesk } from './context'
import { HandleForm, type TypedHandle } from './HandleForm'

/** Handles that are mine, and those that somebody says are. */
export function OwnHandles() {
  const { t, word } = useWords()
  const { me } = useDesk()
  const handles = useLoad(() => call(peopleEndpoints.handles, {}))
  const acting = useAct()
  const [adding, setAdding] = useState(false)
  const put = (edit: (items: Handle[]) => Handle[]) => handles.set({ items: edit(handles.value?.items ?? []) })

  const answer = async (handle: Handle, mine: boolean) => {
    if (mine) {
      const confirmed = await call(peopleEndpoints.confirmHandle, { params: { id: handle.id } })
      return put((items) => items.map((one) => (one.id === handle.id ? confirmed : one)))
    }
    await call(peopleEndpoints.refuseHandle, { params: { id: handle.id } })
    put((items) => items.filter((one) => one.id !== handle.id))
  }
  const take = (handle: Handle) => void acting.run(async () => {
    await answer(handle, false)
    announce(t('notification.handleIsNot', { handle: handle.handle }))
  })
  const add = (typed: TypedHandle) => acting.run(async () => {
    const added = await call(peopleEndpoints.proposeHandle, { body: { id: newId(), ...typed, person: me.person.id } })
    put((items) => [...items.filter((one) => one.id !== added.id), added])
    announce(t('notification.handleIsYours', { handle: added.handle }))
  })
  if (handles.loading) return <State is="loading" rows={2} />
  const items = handles.value?.items ?? []
  return (
    <div class="stack">
      {handles.problem && <State is="failed" what={word(problemWord(handles.problem))} onRetry={handles.again} />}
      {items.length > 0 && (
        <Rows lined label={t('settings.handles')}>
          {items.map((handle) => handle.status === 'proposed' ? <HandleQuestion key={handle.id} handle={handle} onAnswer={answer} /> : (
            <Row
              key={handle.id} mark={<UserIcon />} title={<bdi>{handleText(handle.handle)}</bdi>} detail={<>{siteName(handle.site)} · <bdi dir="ltr">{handle.instance}</bdi></>}
              action={<Button look="quiet" onClick={() => take(handle)} aria-label={t('common.remove', { name: handle.handle })}>{t('settings.handleRemove')}</Button>}
            />
          ))}
        </Rows>
      )}
      <div><Button look="line" aria-expanded={adding} onClick={() => setAdding(!adding)}>{t('settings.handleAdd')}</Button></div>
      {adding && (
        <HandleForm label={t('settings.handleAdd')} submit={t('settings.handleAddIt')} busy={acting.busy} onAdd={add}>
          {acting.problem && <State is="failed" what={acting.problem.code === 'conflict' ? t('settings.handleTaken') : word(problemWord(acting.problem))} />}
        </HandleForm>
      )}
    </div>
  )
}
