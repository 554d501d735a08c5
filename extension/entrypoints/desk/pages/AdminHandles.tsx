import { useState } from 'preact/hooks'
import { siteIds, type SiteId } from '../../../../shared/artifacts'
import { newId } from '../../../../shared/ids'
import { hasHandles } from '../../../../shared/handles'
import { peopleEndpoints, type HandleListed, type Person } from '../../../../shared/people'
import { siteName } from '../../../artifacts/naming'
import { call } from '../../../bridge/call'
import { useAct, usePages } from '../../../organisation/load'
import { problemWord } from '../../../organisation/problem'
import { handleText } from '../../../people/names'
import { PersonPicker } from '../../../people/PersonPicker'
import { announce, AtIcon, Button, CheckIcon, Dialog, Field, HelpIcon, Row, Rows, Section, State, useWords } from '../../../ui'
import { HandleForm, type TypedHandle } from '../HandleForm'
import { useSettled } from './People'

/** Every handle of the organisation: whose it is, who said so, and how to put it right. Only the person confirms one. */
export function AdminHandles() {
  const { t, word } = useWords()
  const [typed, setTyped] = useState('')
  const [site, setSite] = useState<SiteId | ''>('')
  const [moving, setMoving] = useState<string | null>(null)
  const [dropping, setDropping] = useState<HandleListed | null>(null)
  const asked = useSettled(typed.trim())
  const acting = useAct()
  const handles = usePages<HandleListed>((after) => call(peopleEndpoints.allHandles, { query: { ...(asked && { q: asked }), ...(site && { site }), after } }), [asked, site])
  const put = (edit: (items: HandleListed[]) => HandleListed[]) => handles.set(edit(handles.value ?? []))

  const move = (handle: HandleListed, person: Person) => void acting.run(async () => {
    const moved = await call(peopleEndpoints.moveHandle, { params: { id: handle.id }, body: { person: person.id } })
    setMoving(null)
    put((items) => items.map((one) => (one.id === moved.id ? moved : one)))
    announce(t('handles.moved', { handle: moved.handle, name: person.name }))
  })
  const drop = (handle: HandleListed) => void acting.run(async () => {
    setDropping(null)
    await call(peopleEndpoints.dropHandle, { params: { id: handle.id } })
    put((items) => items.filter((one) => one.id !== handle.id))
    announce(t('handles.dropped', { handle: handle.handle }))
  })
  const found = handles.value
  const filtered = asked !== '' || site !== ''
  return (
    <>
      <p class="soft">{t('handles.why')}</p>
      <Section quiet title={t('admin.handles')}>
        <div class="line line-wrap desk-inline">
          <div class="desk-search grow"><Field label={t('handles.find')} type="search" autocomplete="off" maxLength={100} value={typed} onInput={setTyped} /></div>
          <div class="labelled">
            <label class="label" for="handles-site">{t('handles.site')}</label>
            <select id="handles-site" class="field" value={site} onChange={(event) => setSite(event.currentTarget.value as SiteId | '')}>
              <option value="">{t('handles.everySite')}</option>
              {siteIds.filter(hasHandles).map((one) => <option key={one} value={one}>{siteName(one)}</option>)}
            </select>
          </div>
        </div>
        {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
        {handles.loading && <State is="loading" rows={6} />}
        {handles.problem && <State is="failed" what={word(problemWord(handles.problem))} onRetry={handles.again} />}
        {found?.length === 0 && (filtered
          ? <State is="empty" what={t('common.noResults')} action={<Button onClick={() => { setTyped(''); setSite('') }}>{t('handles.all')}</Button>} />
          : <State is="empty" what={t('handles.none')} why={t('handles.noneWhy')} />)}
        {found && found.length > 0 && (
          <Rows lined label={t('admin.handles')}>
            {found.map((handle) => (
              <HandleRow key={handle.id} handle={handle} moving={moving === handle.id} onMoving={(on) => setMoving(on ? handle.id : null)} onMove={(person) => move(handle, person)} onDrop={() => setDropping(handle)} />
            ))}
          </Rows>
        )}
        {handles.more && <div><Button look="line" aria-busy={handles.loadingMore} onClick={handles.more}>{t('common.more')}</Button></div>}
      </Section>
      <Section title={t('handles.add')}><Add onAdded={(added) => put((items) => [added, ...items.filter((one) => one.id !== added.id)])} /></Section>
      <Dialog
        open={dropping !== null} onClose={() => setDropping(null)} title={t('handles.dropAsk', { handle: dropping?.handle ?? '' })}
        actions={<><Button look="quiet" onClick={() => setDropping(null)}>{t('common.cancel')}</Button><Button look="danger" onClick={() => dropping && drop(dropping)}>{t('handles.drop')}</Button></>}
      >
        <p>{t('handles.dropWhat', { name: dropping?.person.name ?? t('common.former') })}</p>
      </Dialog>
    </>
  )
}

interface RowProps {
  handle: HandleListed
  moving: boolean
  onMoving: (on: boolean) => void
  onMove: (person: Person) => void
  onDrop: () => void
}

function HandleRow({ handle, moving, onMoving, onMove, onDrop }: RowProps) {
  const { t, dir } = useWords()
  const name = handle.person.name ?? t('common.former')
  return (
    <Row
      mark={<AtIcon />}
      title={<span class="line line-wrap" dir={dir}><strong><bdi dir="ltr">{handleText(handle.handle)}</bdi></strong> <span class="soft">{siteName(handle.site)} · <bdi dir="ltr">{handle.instance}</bdi></span></span>}
      detail={
        <>
          <span class="line line-wrap">
            <bdi>{name}</bdi>
            <span class="line handle-state">{handle.status === 'confirmed' ? <CheckIcon size={14} /> : <HelpIcon size={14} />}<span>{handle.status === 'confirmed' ? t('handles.confirmed') : t('handles.saidBy', { name: handle.proposedBy?.name ?? t('common.former') })}</span></span>
          </span>
          {moving && <PersonPicker label={t('handles.moveTo', { handle: handle.handle })} out={[handle.person.id]} onPick={onMove} onLeave={() => onMoving(false)} />}
        </>
      }
      action={
        <span class="line line-wrap">
          <Button look="line" size="small" aria-expanded={moving} onClick={() => onMoving(!moving)} aria-label={t('handles.moveThis', { handle: handle.handle })}>{t('handles.move')}</Button>
          <Button look="quiet" size="small" onClick={onDrop} aria-label={t('common.remove', { name: handle.handle })}>{t('handles.drop')}</Button>
        </span>
      }
    />
  )
}

/** Says of somebody that a name is theirs: a proposal like anybody's. */
function Add({ onAdded }: { onAdded: (added: HandleListed) => void }) {
  const { t, word } = useWords()
  const [person, setPerson] = useState<Person | null>(null)
  const [lacks, setLacks] = useState(false)
  const adding = useAct()
  const add = async (typed: TypedHandle): Promise<boolean> => {
    setLacks(person === null)
    if (!person) return false
    return adding.run(async () => {
      const added = await call(peopleEndpoints.proposeHandle, { body: { id: newId(), ...typed, person: person.id } })
      onAdded({ ...added, person: { id: person.id, name: person.name } })
      announce(t('handles.added', { handle: added.handle, name: person.name }))
      setPerson(null)
    })
  }
  return (
    <HandleForm label={t('handles.add')} submit={t('handles.addIt')} busy={adding.busy} onAdd={add}>
      {person
        ? <p class="line">{t('handles.whose')}: <bdi>{person.name}</bdi> <Button look="quiet" size="small" onClick={() => setPerson(null)}>{t('people.other')}</Button></p>
        : <PersonPicker open={false} label={t('handles.whose')} onPick={(one) => { setPerson(one); setLacks(false) }} />}
      {lacks && <p class="field-error">{t('field.needed')}</p>}
      {adding.problem && <State is="failed" what={adding.problem.code === 'conflict' ? t('handles.taken') : word(problemWord(adding.problem))} />}
    </HandleForm>
  )
}
