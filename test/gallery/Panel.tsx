import { useState } from 'preact/hooks'
import {
  announce, Avatar, Button, Card, Chip, ChipAdd, ChipChosen, Chips, ChipToggle, Entry, EyeIcon, FlagIcon, HelpIcon, IconButton, LockIcon, Mark, Menu, Meta,
  PullRequestIcon, RingTimer, Segmented, Stone, TextArea, Timeline, UndoIcon, XIcon,
} from '../../extension/ui/index'

type Kind = 'recognition' | 'feedback' | 'coaching' | 'ask'

function Head() {
  return (
    <div class="panel-head">
      <Mark />
      <span class="grow soft">On this pull request</span>
      <IconButton label="Keys" keys="?"><HelpIcon /></IconButton>
      <IconButton label="Close" keys="Escape"><XIcon /></IconButton>
    </div>
  )
}

/** The composer, as in the drawing of the panel. */
export function Panel() {
  const [kind, setKind] = useState<Kind>('recognition')
  const [words, setWords] = useState('')
  const [value, setValue] = useState<string | undefined>('Say it early')
  return (
    <section class="board board-panel" aria-label="Composer">
      <Head />
      <div class="panel-body">
        <Segmented
          label="Kind" value={kind} onChange={setKind}
          options={[
            { value: 'recognition', label: 'Recognise', icon: <Stone kind="recognition" /> },
            { value: 'feedback', label: 'Feedback', icon: <Stone kind="feedback" /> },
            { value: 'coaching', label: 'Coach', icon: <Stone kind="coaching" /> },
            { value: 'ask', label: 'Ask' },
          ]}
        />
        <div class="artifact">
          <div class="artifact-top"><PullRequestIcon /><div class="grow"><div class="cut" dir="auto">Retry payments after a timeout</div><div class="tiny soft">northwind/trail-pay #482</div></div></div>
          <div class="artifact-guard"><LockIcon size={14} /><span class="grow">Private work. Others read “private work on GitHub”.</span><Button look="link">Show title</Button></div>
        </div>
        <div class="stack" style={{ '--space': '6px' }}>
          <span class="label">Who</span>
          <Chips label="Who">
            <ChipChosen person="Dee Alvarez" role="reviewer" name="Dee Alvarez" onRemove={() => announce('Removed')}>Dee Alvarez</ChipChosen>
            <ChipToggle person="Chi Tran" role="reviewer" chosen={false} onToggle={() => {}}>Chi</ChipToggle>
            <ChipToggle person="Ben Ode" role="author" chosen={false} onToggle={() => {}}>Ben</ChipToggle>
            <ChipAdd>Someone else</ChipAdd>
          </Chips>
        </div>
        <TextArea label="What did Dee do, and what did it change?" words fill value={words} onInput={setWords} placeholder="Found the double charge before release, so Thursday's launch held." />
        <div class="stack" style={{ '--space': '6px' }}>
          <span class="label">Core value <span class="label-optional">optional</span></span>
          <Chips label="Core value">
            {['Say it early', 'Carry it together', 'Leave it better'].map((name) => (
              <ChipToggle key={name} accent chosen={value === name} onToggle={(on) => setValue(on ? name : undefined)}>{name}</ChipToggle>
            ))}
          </Chips>
        </div>
        <div class="stack" style={{ '--space': '6px' }}>
          <span class="label">Goal it helped <span class="label-optional">optional</span></span>
          <Chips label="Goal it helped">
            <ChipChosen icon={<FlagIcon />} name="No payment is lost" onRemove={() => {}}>No payment is lost</ChipChosen>
            <ChipAdd>Another</ChipAdd>
          </Chips>
        </div>
      </div>
      <div class="panel-foot">
        <div class="audience">
          <p class="audience-line"><EyeIcon /><span>Everyone at Northwind Trails, now and later (142 today)</span></p>
          <Button look="accent" size="large" keys="Ctrl+Enter">Send</Button>
          <Button look="link" class="tiny audience-change">Change who sees it</Button>
          <span class="tiny faint audience-draft">Draft kept</span>
        </div>
      </div>
    </section>
  )
}

const sent = 'You saw that a late answer from the gateway would charge a hiker twice, and you brought a failing test instead of an opinion. We shipped on Thursday with nothing to roll back.'

/** After sending: the card with its Undo, and what was said before. */
export function PanelSent() {
  return (
    <section class="board board-panel" aria-label="Sent">
      <Head />
      <div class="panel-body">
        <Card
          fresh accent label="You recognised Dee Alvarez" end={<Stone kind="recognition" label="Recognition" />}
          head={<><Avatar name="Ada Okafor" /><span>You recognised <strong>Dee Alvarez</strong></span></>}
          band={<><span class="line"><RingTimer until={Date.now() + 4000} total={6000} />Sending</span><Button look="quiet" icon={<UndoIcon />}>Undo</Button></>}
        >
          <p class="words" dir="auto">{sent}</p>
          <Chips><Chip accent>Say it early</Chip><Chip icon={<FlagIcon />}>No payment is lost</Chip></Chips>
          <Meta icon={<EyeIcon size={14} />}>Everyone at Northwind Trails, now and later</Meta>
        </Card>
        <div class="line line-between"><h2 class="title">Said on this pull request</h2><span class="tiny soft">what you may see</span></div>
        <Timeline label="Said on this pull request">
          <Entry mark={<Stone kind="recognition" label="Recognition" />} head={<><strong>Ben Ode</strong> recognised <strong>Chi Tran</strong> <span class="faint">Tuesday</span></>} foot={<><span>Northwind Trails</span><span>3 thanks</span></>}>
            <p class="quote" dir="auto">Stayed on the call until the staging gateway answered. I would have merged blind.</p>
          </Entry>
          <Entry mark={<Stone kind="feedback" label="Feedback" />} head={<><strong>Chi Tran</strong> asked you <span class="faint">Monday</span></>} foot={<><span>Only Chi and you</span><Button look="link">Answer</Button></>}>
            <p class="quote" dir="auto">What is one thing I could do before the next change of this size?</p>
          </Entry>
          <Entry mark={<Stone kind="coaching" label="Coaching" />} head={<><strong>You</strong> coached <strong>Ben Ode</strong> <span class="faint">12 November</span></>}>
            <p class="quote" dir="auto">Split the migration from the retry, so each can go back alone.</p>
          </Entry>
          <Entry mark={<Stone kind="note" label="Note" />} head={<><strong>You</strong> kept a note, only you <span class="faint">10 November</span></>}>
            <p class="quote soft" dir="auto">Ask Ben how he chose the timeout.</p>
          </Entry>
        </Timeline>
      </div>
      <div class="panel-foot">
        <div class="line line-wrap line-between">
          <Button icon={<Stone kind="recognition" />}>Recognise someone else</Button>
          <span class="line"><Menu label="Actions" items={[{ label: 'Retract', danger: true, onSelect: () => {} }]} /><Button look="quiet" keys="Escape" class="pull-end">Close</Button></span>
        </div>
      </div>
    </section>
  )
}
