import type { ComponentChildren } from 'preact'
import { AtIcon, Button, CalendarIcon, FlagIcon, IconButton, Mark, PlusIcon, PullRequestIcon, Row, Rows, SearchIcon, Section, State, Stone } from '../../extension/ui/index'

function Frame({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <section class="board board-popup" aria-label={label}>
      <div class="popup-head"><Mark /><strong class="grow">Cairn</strong><IconButton label="Search"><SearchIcon /></IconButton><Button look="quiet">Desk</Button></div>
      {children}
    </section>
  )
}

function Tab({ said }: { said: string }) {
  return (
    <div class="strip">
      <PullRequestIcon />
      <div class="grow"><div class="cut">Retry payments after a timeout</div><div class="tiny soft">{said}</div></div>
      <Button look="accent" size="small">Recognise</Button>
    </div>
  )
}

const reached = (current?: boolean) => (
  <Row current={current} mark={<Stone kind="recognition" label="Recognition" />} title={<><strong>Gus Lind</strong> <span class="faint">10:40</span></>} detail={<span class="quote cut" style={{ display: 'block' }}>The hand-over notes let Fjord start a week early.</span>} action={<Button look="line" size="small" keys="T">Thank</Button>} />
)

export function Popup() {
  return (
    <Frame label="Popup">
      <Tab said="This tab · 4 stones here" />
      <Section small level={2} title="Reached you">
        <Rows>
          {reached(true)}
          <Row mark={<Stone kind="feedback" label="Feedback" />} title={<><strong>Chi Tran</strong> <span class="faint">yesterday</span></>} detail="Feedback on TRAIL-198, only you two" />
        </Rows>
      </Section>
      <Section small level={2} title="Waits for you" aside={2}>
        <Rows>
          <Row mark={<AtIcon />} title={<><strong>Chi</strong> asks about #482</>} detail="2 questions · since Monday" action={<Button look="quiet">Answer</Button>} />
          <Row mark={<CalendarIcon />} title={<>1:1 with <strong>Ben</strong></>} detail="Today 14:00 · 3 points" href="#one" action={<Button look="quiet">Open</Button>} />
        </Rows>
      </Section>
    </Frame>
  )
}

export function PopupEmpty() {
  return (
    <Frame label="Popup, empty">
      <Tab said="This tab · nothing said yet" />
      <div style={{ display: 'grid', minBlockSize: '340px', alignItems: 'center' }}>
        <State is="empty" what="Nothing waits for you." why="What people say about your work lands here. The next stone can be yours." action={<Button look="line" icon={<AtIcon />}>Ask for feedback</Button>} />
      </div>
      <Section small level={2} title="My goals">
        <div style={{ paddingInline: '20px' }}><State is="empty" small what="No goal this quarter yet." action={<Button look="quiet" icon={<PlusIcon />}>Write one</Button>} /></div>
      </Section>
    </Frame>
  )
}

export function PopupOffline() {
  return (
    <Frame label="Popup, offline">
      <div style={{ marginInline: '12px' }}><State is="offline" waiting={2} asOf={new Date(2026, 10, 19, 9, 12).toISOString()} onRetry={() => {}} /></div>
      <Section small level={2} title="Not sent yet" aside={2}>
        <Rows>
          <Row mark={<Stone kind="recognition" label="Recognition" />} title={<>For <strong>Dee Alvarez</strong></>} detail={<span class="quote cut" style={{ display: 'block' }}>You saw that a late answer would charge a hiker twice</span>} action={<Button look="quiet">Edit</Button>} />
          <Row mark={<FlagIcon />} title={<>Check-in <span class="soft">Trips load in two seconds</span></>} detail="48 % · at risk · sure 5 of 10" action={<Button look="quiet">Edit</Button>} />
        </Rows>
      </Section>
      <Section small level={2} title="Could not be sent" aside={1}>
        <Rows><Row mark={<Stone kind="coaching" label="Coaching" />} title={<>For <strong>Ben Ode</strong></>} detail="His manager changed. See who will read it." action={<Button>Look</Button>} /></Rows>
      </Section>
    </Frame>
  )
}
