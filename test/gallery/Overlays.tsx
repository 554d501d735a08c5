import { useCallback, useState } from 'preact/hooks'
import { Avatar, Button, Combobox, Dialog, EditIcon, KeysHelp, LinkIcon, Menu, type ChoiceGroup } from '../../extension/ui/index'

const person = (id: string, label: string, detail: string, why?: string) => ({ id, label, detail, why, mark: <Avatar name={label} size={20} /> })
const people: ChoiceGroup[] = [
  { label: 'On this page', choices: [person('dee', 'Dee Alvarez', 'reviewer'), person('chi', 'Chi Tran', 'reviewer')] },
  { label: 'Frequent', choices: [person('ben', 'Ben Ode', 'reports to you')] },
  { label: 'All', choices: [person('gus', 'Gus Lind', 'head of product'), person('kai', 'Kai Moss', '', 'Kai has left.'), person('jun', 'Jun Park', 'mentor')] },
]

export function Overlays() {
  const [open, setOpen] = useState(false)
  const [keys, setKeys] = useState(false)
  const [chosen, setChosen] = useState('')
  const search = useCallback((query: string) => fitting(query), [])
  const later = useCallback((query: string) => new Promise<ChoiceGroup[]>((answer) => setTimeout(() => answer(fitting(query)), query.length === 1 ? 300 : 30)), [])
  return (
    <section class="board board-sheet" aria-label="Overlays">
      <Combobox label="Who" placeholder="A name" search={search} onChoose={(choice) => setChosen(choice.id)} />
      <Combobox label="Who, from the server" search={later} onChoose={(choice) => setChosen(choice.id)} />
      <p id="chosen">{chosen}</p>
      <Menu label="Actions" items={[{ label: 'Edit', icon: <EditIcon />, onSelect: () => setChosen('edit') }, { label: 'Copy link', icon: <LinkIcon />, onSelect: () => setChosen('copy') }, { label: 'Retract', danger: true, onSelect: () => setChosen('retract') }]} />
      <Button onClick={() => setOpen(true)}>Open dialog</Button>
      <Button onClick={() => setKeys(true)}>Open keys</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Who will see this" actions={<><Button look="quiet" onClick={() => setOpen(false)}>Cancel</Button><Button look="ink" onClick={() => setOpen(false)}>Save</Button></>}>
        <p>Only Ben and you. HR and admins will not.</p>
      </Dialog>
      <KeysHelp open={keys} onClose={() => setKeys(false)} bindings={[{ keys: 'Alt+K', does: 'Open the panel' }, { keys: 'Ctrl+Enter', does: 'Send' }, { keys: '', does: 'Unbound' }]} />
    </section>
  )
}

function fitting(query: string): ChoiceGroup[] {
  return people.map((group) => ({ ...group, choices: group.choices.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())) }))
}
