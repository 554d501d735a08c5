import { Button, State } from '../../extension/ui/index'

export function States() {
  return (
    <section class="board board-sheet" aria-label="States">
      <State is="empty" what="Nothing waits for you." why="What people say about your work lands here." action={<Button look="line">Ask for feedback</Button>} />
      <State is="empty" small what="No goal this quarter yet." action={<Button look="quiet">Write one</Button>} />
      <State is="loading" after={0} rows={2} />
      <State is="loading" as="card" after={0} rows={1} />
      <State is="failed" what="The server did not answer." safe="Your draft is safe." onRetry={() => {}} />
      <State is="failed" what="His manager changed." safe="Nothing was sent." action={<Button look="line">Look</Button>} />
      <State is="offline" waiting={0} />
      <State is="offline" waiting={2} asOf={new Date(2026, 10, 19, 9, 12).toISOString()} onRetry={() => {}} />
      <div class="hatched"><p class="medium">Reports and others</p><p class="small soft">Not shown. A group shows from 4 answers, so that nobody can be guessed.</p></div>
    </section>
  )
}
