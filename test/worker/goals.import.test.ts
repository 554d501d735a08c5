/** Goals from a table: looked at first, written once, taken back while nobody works with them; and everything one sees as a table again. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { goalsToCsv } from '../../shared/goal-import'
import { newId } from '../../shared/ids'
import { api, citation, makeOrganisation, recognition, tokenFor } from './support'

const wishes = [{ name: 'Gus', teams: ['Co'] }, { name: 'Ada', manager: 'Gus', teams: ['Co / Payments'] }, { name: 'Ben', manager: 'Ada', teams: ['Co / Payments'] }, { name: 'Eli', role: 'admin' as const }]
const table = [
  'objective;key_result;owner;team;baseline;target;current;unit;parent;start;end;mood',
  'No payment is lost;Lost per 10,000;Ada;Payments;42;8;17;;;2026-10-01;31.12.2026;good',
  'No payment is lost;Refunds in a day;Ada;Payments;70;95;;%;;;;',
  "Retries end well;'=SUM(A1);Ben;;0;1,200;;EUR;No payment is lost;;;",
].join('\n')

const setUp = async () => {
  const org = await makeOrganisation({ people: wishes })
  const as = async (name: string) => api(await tokenFor(org, name))
  const counted = async () => (await env.DB.prepare('select (select count(*) from goals where org_id = ?1) as goals, (select count(*) from key_results where org_id = ?1) as keyResults').bind(org.id).first()) as { goals: number; keyResults: number }
  return { org, as, counted }
}

describe('an import of goals', () => {
  it('is looked at first, then written once, and is as it was said', async () => {
    const { org, as, counted } = await setUp()
    const eli = await as('Eli')
    const body = { id: newId(), csv: table, commit: false }
    const preview = await eli.post('/api/v1/goal-imports', body)
    expect(preview.json, preview.text).toMatchObject({ errors: [], counts: { goals: 2, keyResults: 3, errors: 0 }, ignored: ['mood'], committed: false })
    expect(await counted()).toEqual({ goals: 0, keyResults: 0 })
    const written = await eli.post('/api/v1/goal-imports', { ...body, commit: true })
    expect(written.json.committed, written.text).toBe(true)
    expect(await counted()).toEqual({ goals: 2, keyResults: 3 })
    expect((await eli.post('/api/v1/goal-imports', { ...body, commit: true })).json.committed, 'sent again').toBe(true)
    expect(await counted()).toEqual({ goals: 2, keyResults: 3 })

    const ben = (await (await as('Ben')).get('/api/v1/me/goals')).json.items as any[]
    expect(ben).toMatchObject([{ title: 'Retries end well', scope: 'person', state: 'active', parent: { title: 'No payment is lost' }, keyResults: [{ title: '=SUM(A1)', measure: 'currency', unit: 'EUR', target: 1.2 }] }])
    const team = (await eli.get(`/api/v1/teams/${org.team('Co / Payments')}/goals`)).json.items as any[]
    expect(team).toMatchObject([{ scope: 'team', owner: { name: 'Ada' }, start: '2026-10-01', end: '2026-12-31', children: 1, keyResults: [{ current: 17, progress: expect.closeTo((42 - 17) / (42 - 8), 9) }, { measure: 'percent', baseline: 70 }] }])
  })

  it('names every error by line and column, and writes nothing then', async () => {
    const { as, counted } = await setUp()
    const csv = 'objective,key_result,owner,target,parent,end\n,Nothing,Nobody,much,,tomorrow\nA,B,,1,B,\nB,C,,1,A,\n'
    const answer = await (await as('Ben')).post('/api/v1/goal-imports', { id: newId(), csv, commit: true })
    expect(answer.json.errors.map(({ line, column, code }: any) => `${line} ${column} ${code}`)).toEqual(['2 objective needed', '2 owner unknown', '2 end day', '2 target number', '3 parent loop', '4 parent loop'])
    // What is no day is not said to come in the wrong order, too.
    const noDay = await (await as('Ben')).post('/api/v1/goal-imports', { id: newId(), csv: 'objective,start,end\nA,tomorrow,\nB,,tomorrow\nC,2026-12-31,2026-12-01\n', commit: true })
    expect(noDay.json.errors.map(({ line, column, code }: any) => `${line} ${column} ${code}`)).toEqual(['2 start day', '3 end day', '4 end order'])
    expect([answer.json.committed, await counted()]).toEqual([false, { goals: 0, keyResults: 0 }])
  })

  it('is for one’s own goals, unless one is an admin', async () => {
    const { as } = await setUp()
    const ben = await as('Ben')
    const others = await ben.post('/api/v1/goal-imports', { id: newId(), csv: 'objective,owner,team\nMine,,\nHers,Ada,\nOurs,,Payments\n', commit: true })
    expect(others.json.errors).toEqual([{ line: 3, column: 'owner', code: 'not_yours' }, { line: 4, column: 'team', code: 'not_yours' }])
    const own = await ben.post('/api/v1/goal-imports', { id: newId(), csv: 'objective\nMine\n', commit: true })
    expect([own.json.committed, (await ben.get('/api/v1/me/goals')).json.items.map((one: any) => one.title)]).toEqual([true, ['Mine']])
  })

  it('is taken back by whoever wrote it, as long as nobody has worked with it', async () => {
    const { as, counted } = await setUp()
    const [eli, ben] = [await as('Eli'), await as('Ben')]
    const first = newId()
    await eli.post('/api/v1/goal-imports', { id: first, csv: table, commit: true })
    expect((await ben.post(`/api/v1/goal-imports/${first}/undo`, undefined)).status, 'not Ben’s').toBe(404)
    expect((await eli.post(`/api/v1/goal-imports/${first}/undo`, undefined)).json).toEqual({ taken: 2, kept: [] })
    expect(await counted()).toEqual({ goals: 0, keyResults: 0 })

    const second = newId()
    await eli.post('/api/v1/goal-imports', { id: second, csv: table, commit: true })
    const [goal] = (await ben.get('/api/v1/me/goals')).json.items
    await ben.post(`/api/v1/goals/${goal.id}/key-results/${goal.keyResults[0].id}/check-ins`, { id: newId(), reading: 1, confidence: 5, status: 'on_track', line: '', artifact: null, need: null })
    // What it serves stays with it.
    const kept = (await eli.post(`/api/v1/goal-imports/${second}/undo`, undefined)).json
    expect(kept).toEqual({ taken: 0, kept: expect.arrayContaining([{ id: goal.id, title: 'Retries end well' }, { id: goal.parent.id, title: 'No payment is lost' }]) })
    expect(await counted()).toEqual({ goals: 2, keyResults: 3 })
  })

  it.each([
    ['changed a key result', (goal: any) => ['patch', `/api/v1/goals/${goal.id}/key-results/${goal.keyResults[0].id}`, { target: 5, version: 1 }]],
    ['dropped a key result', (goal: any) => ['patch', `/api/v1/goals/${goal.id}/key-results/${goal.keyResults[0].id}`, { dropped: true, version: 1 }]],
    ['added a key result', (goal: any) => ['post', `/api/v1/goals/${goal.id}/key-results`, { id: newId(), title: 'More', measure: 'number', baseline: 0, target: 1, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule: null }]],
    ['linked work', (goal: any) => ['post', `/api/v1/goals/${goal.id}/links`, { artifact: citation(), keyResult: null }]],
    ['aligned another', (goal: any) => ['post', '/api/v1/goals', { id: newId(), title: 'Below', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: goal.id, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'], keyResults: [], draft: false }]],
  ] as const)('keeps a goal of which somebody %s, and takes back the rest', async (_, act) => {
    const { as } = await setUp()
    const [eli, ben] = [await as('Eli'), await as('Ben')]
    const id = newId()
    await eli.post('/api/v1/goal-imports', { id, csv: 'objective,key_result,owner,target\nKept,A,Ben,9\nGone,B,Ben,9\nGone too,C,Ada,9\n', commit: true })
    const goal = (await ben.get('/api/v1/me/goals')).json.items.find((one: any) => one.title === 'Kept')
    const [how, path, body] = act(goal) as ['post' | 'patch', string, unknown]
    const done = await ben[how](path, body)
    expect(done.status, done.text).toBeLessThan(300)
    expect((await eli.post(`/api/v1/goal-imports/${id}/undo`, undefined)).json).toEqual({ taken: 2, kept: [{ id: goal.id, title: 'Kept' }] })
    expect((await ben.get(`/api/v1/goals/${goal.id}`)).json.title).toBe('Kept')
    expect((await ben.get('/api/v1/me/goals')).text).not.toContain('Gone')
  })

  it('names nothing that whoever imported it may not see any more, and keeps what was said on a goal', async () => {
    const { org, as } = await setUp()
    const [eli, ben, ada] = [await as('Eli'), await as('Ben'), await as('Ada')]
    const id = newId()
    await eli.post('/api/v1/goal-imports', { id, csv: 'objective,key_result,owner,target\nKept,A,Ben,9\nPraised,B,Ben,9\n', commit: true })
    const goals = (await ben.get('/api/v1/me/goals')).json.items as any[]
    const [kept, praised] = ['Kept', 'Praised'].map((title) => goals.find((one) => one.title === title)!)
    expect((await ben.patch(`/api/v1/goals/${kept.id}`, { title: 'Nobody’s business', visibility: 'private', keys: [`person:${org.person('Ben').id}`, `person:${org.person('Ada').id}`].sort(), version: 1 })).status).toBe(200)
    const given = await ada.post('/api/v1/feedback', { ...recognition(org, 'Ada', ['Ben']), goals: [praised.id] })
    expect(given.status, given.text).toBe(201)
    const undone = await eli.post(`/api/v1/goal-imports/${id}/undo`, undefined)
    expect(undone.json).toEqual({ taken: 0, kept: expect.arrayContaining([{ id: kept.id, title: null }, { id: praised.id, title: 'Praised' }]) })
    expect(undone.text).not.toContain('business')
  })

  it('takes more than one batch, with parents that stand further below', async () => {
    const { as, counted } = await setUp()
    const lines = Array.from({ length: 230 }, (_, n) => `Goal ${n},Key ${n},10,${n < 229 ? `Goal ${n + 1}` : ''}`)
    const answer = await (await as('Ben')).post('/api/v1/goal-imports', { id: newId(), csv: `objective,key_result,target,parent\n${lines.join('\n')}\n`, commit: true })
    expect(answer.status, answer.text).toBe(200)
    expect([answer.json.committed, await counted()]).toEqual([true, { goals: 230, keyResults: 230 }])
  })
})

describe('the export', () => {
  it('is everything that one sees, and can be imported again', async () => {
    const { as } = await setUp()
    const eli = await as('Eli')
    const body = { id: newId(), csv: table, commit: true }
    await eli.post('/api/v1/goal-imports', body)
    const page = await eli.get('/api/v1/goal-exports')
    expect([page.json.items.length, page.json.after]).toEqual([2, null])
    const csv = goalsToCsv(page.json.items)
    expect(csv).toContain("'=SUM(A1)")
    const again = await eli.post('/api/v1/goal-imports', { id: newId(), csv: csv.replaceAll('No payment is lost', 'No payment goes astray'), commit: false })
    expect(again.json, again.text).toMatchObject({ errors: [], counts: { goals: 2, keyResults: 3 } })
  })
})
