import { useState } from 'preact/hooks'
import { Avatar, Button, ButtonLink, CheckIcon, Chip, ChipLink, Chips, Field, LinkIcon, Segmented, Shape, Stone, TextArea, Tick, useWords } from '../../extension/ui/index'
import * as icons from '../../extension/ui/icons'

export function Controls() {
  const { t, rich } = useWords()
  const [text, setText] = useState('')
  const [long, setLong] = useState('You closed it when your own test was green,\nbefore staging had run.')
  const [state, setState] = useState<string>('at_risk')
  const [done, setDone] = useState(true)
  return (
    <section class="board board-sheet" aria-label="Controls">
      <div class="line line-wrap">
        <Button look="accent" keys="Ctrl+Enter">Send</Button><Button look="ink">Check in</Button><Button>Look</Button><Button look="line">Thank</Button>
        <Button look="quiet">Edit</Button><Button look="danger">Retract</Button><Button look="link">As a table</Button><Button pressed>Pressed</Button>
        <ButtonLink href="#place" icon={<LinkIcon />}>A place</ButtonLink>
      </div>
      <Field label="Name" value={text} onInput={setText} hint="As your colleagues know you." />
      <Field label="Address" type="email" optional value="ada@" onInput={() => {}} error="An address has something after the @." />
      <Field label="Read only" readOnly value="TRAIL-231" onInput={() => {}} aside="from the ticket" />
      <TextArea label="Behaviour" aside="what you saw" words value={long} onInput={setLong} />
      <Tick checked={done} onChange={setDone} hint="Due on Friday">Pair with Jun on the cache key</Tick>
      <Tick checked={false} onChange={() => {}}>Share the on-call rota</Tick>
      <Segmented
        label="How does it go?" shown look="boxes" value={state} onChange={setState}
        options={[{ value: 'on_track', label: 'On track', icon: <Shape state="on_track" /> }, { value: 'at_risk', label: 'At risk', icon: <Shape state="at_risk" /> }, { value: 'off_track', label: 'Off track', icon: <Shape state="off_track" /> }]}
      />
      <Chips><Chip person="Ben Ode" role="author">Ben</Chip><Chip accent icon={<CheckIcon />}>Say it early</Chip><ChipLink href="#work" icon={<LinkIcon />}>Pass maps: hand-over</ChipLink></Chips>
      <div class="line line-wrap">{['Ada Okafor', 'Ben Ode', 'Chi Tran', 'Dee Alvarez', 'Gus Lind', 'فاطمة الزهراء'].map((name) => <Avatar key={name} name={name} size={32} />)}</div>
      <div class="line line-wrap">{(['recognition', 'feedback', 'coaching', 'note'] as const).map((kind) => <Stone key={kind} kind={kind} label={kind} />)}{(['on_track', 'at_risk', 'off_track', 'none'] as const).map((each) => <Shape key={each} state={each} label={each} />)}</div>
      <div class="line line-wrap">{Object.entries(icons).map(([name, Drawn]) => <Drawn key={name} />)}</div>
      <p>{rich('common.remove', { name: 'Dee Alvarez' })}. {t('common.charactersLeft', { count: 11 })}. {t('common.results', { count: 2 })}.</p>
    </section>
  )
}
