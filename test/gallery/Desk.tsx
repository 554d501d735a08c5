import { AtIcon, Avatar, BookIcon, Button, CalendarIcon, Card, CheckIcon, Chip, Chips, DocumentIcon, FlagIcon, HomeIcon, IconButton, MessageIcon, PageHead, Row, Rows, SearchIcon, Section, SproutIcon, Stone, UsersIcon } from '../../extension/ui/index'
import { DeskShell } from '../../extension/ui/DeskShell'

export function Desk() {
  return (
    <DeskShell
      person={{ name: 'Ada Okafor', href: '#me' }} tools={<IconButton label="Search"><SearchIcon /></IconButton>}
      places={[
        { href: '#home', label: 'Home', icon: <HomeIcon />, current: true }, { href: '#feedback', label: 'Feedback', icon: <MessageIcon />, count: 2 }, { href: '#goals', label: 'Goals', icon: <FlagIcon /> },
        { href: '#meetings', label: '1:1s', icon: <CalendarIcon />, count: 1 }, { href: '#people', label: 'People', icon: <UsersIcon /> }, { href: '#growth', label: 'Growth', icon: <SproutIcon /> }, { href: '#reviews', label: 'Reviews', icon: <BookIcon /> },
      ]}
      details={<Section title="Today"><div class="line" style={{ alignItems: 'flex-start' }}><Avatar name="Ben Ode" size={32} /><div class="small"><strong>1:1 with Ben</strong> 14:00<p class="soft">Timeouts: what staging told us</p></div></div></Section>}
    >
      <PageHead above="Thursday 19 November" title="Good morning, Ada." />
      <Section title="Reached you">
        <Card label="Gus Lind recognised you" head={<><Avatar name="Gus Lind" /><span><strong>Gus Lind</strong> recognised you <span class="faint">· today, 10:40</span></span></>} end={<Stone kind="recognition" label="Recognition" />}>
          <p class="words" dir="auto">You wrote the hand-over for the pass maps before anyone asked. Fjord could start a week early, and their first release had no question left for us.</p>
          <div class="line line-wrap line-between"><Chips><Chip accent>Leave it better</Chip><Chip icon={<DocumentIcon />}>Pass maps: hand-over</Chip></Chips><span class="line"><Button look="line" size="small" keys="T">Thank</Button><Button look="quiet" size="small" class="pull-end">Reply</Button></span></div>
        </Card>
      </Section>
      <Section title="Waits for you" aside={3}>
        <Rows lined>
          <Row mark={<AtIcon />} title={<><strong>Chi Tran</strong> asks about Retry payments after a timeout</>} detail="2 questions, since Monday" href="#ask" action={<Button look="line" size="small">Answer</Button>} />
          <Row mark={<CheckIcon />} title="Share the on-call rota with Dee" detail="From your 1:1 with Gus, due today" action={<Button look="line" size="small">Done</Button>} />
          <Row mark={<MessageIcon />} title={<>Has your note on TRAIL-176 helped <strong>Dee</strong>?</>} detail="You are asked once, only Dee hears the answer" action={<Button look="line" size="small">Answer</Button>} />
        </Rows>
      </Section>
    </DeskShell>
  )
}
