import { useState } from 'preact/hooks'
import type { Me } from '../../shared/people'
import type { Reflection, Reflections } from '../../shared/reflections'
import { Button, Card, FlagIcon, useWords } from '../ui'
import { Bring } from './Bring'
import { Cited } from './Cited'
import type { Evidence } from './evidence'
import { ReflectionForm } from './ReflectionForm'

interface Props {
  value: Pick<Me['values'][number], 'id' | 'name'> & { looksLike?: string }
  /** First day of its quarter. */
  quarter: string
  /** It can be written. */
  open: boolean
  reflection: Reflection | undefined
  evidence: Evidence | undefined
  viewer: string
  onChange: (all: Reflections) => void
  onStale: () => void
}

/** A core value in a quarter: what cites it, what its reader wrote on it, who else reads that. */
export function ValueCard({ value, quarter, open, reflection, evidence, viewer, onChange, onStale }: Props) {
  const { t } = useWords()
  const [writing, setWriting] = useState(false)
  const { name } = value
  return (
    <Card label={name} head={<><FlagIcon /><strong class="grow"><bdi>{name}</bdi></strong></>}>
      {value.looksLike && <p class="small soft reflect-about" dir="auto">{value.looksLike}</p>}
      {evidence && <Cited name={name} evidence={evidence} />}
      {writing && <ReflectionForm value={value} quarter={quarter} reflection={reflection} onStale={onStale} onCancel={() => setWriting(false)} onDone={(all) => { setWriting(false); onChange(all) }} />}
      {!writing && reflection && (
        <>
          {([['lived', reflection.lived], ['next', reflection.next]] as const).filter(([, text]) => text !== '').map(([field, text]) => (
            <div key={field}><p class="small soft">{t(`reflect.${field}`)}</p><p class="words reflect-words" dir="auto">{text}</p></div>
          ))}
          <Bring reflection={reflection} viewer={viewer} onChange={onChange} />
        </>
      )}
      {open && !writing && <div><Button look={reflection ? 'quiet' : 'line'} size="small" {...(reflection && { class: 'pull-start' })} aria-label={`${t(reflection ? 'reflect.edit' : 'reflect.begin')}: ${name}`} onClick={() => setWriting(true)}>{t(reflection ? 'reflect.edit' : 'reflect.begin')}</Button></div>}
    </Card>
  )
}
