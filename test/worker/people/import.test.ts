import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../worker/people/csv'
import { base, company, fresh, problemOf, tokenOf } from '../auth/browser'

interface Preview { lines: { line: number; email: string; name: string; change: string; errors: { column: string; code: string; params?: object }[]; changes: { field: string; from: string | null; to: string | null }[] }[]; counts: Record<string, number>; needsConfirmation: boolean; committed: boolean }

async function northwind(colleagues = 3) {
  const domain = `${fresh('n').slice(0, 14)}.test`.replace('@', '-')
  const at = (name: string) => `${name}@${domain}`
  const organisation = await company([
    { email: at('eli'), name: 'Eli Marsh', role: 'admin' },
    ...Array.from({ length: colleagues }, (_, n) => ({ email: at(`p${n}`), name: `Person ${n}`, team: 'Northwind / Payments', ...(n ? { manager: at('p0') } : {}) })),
  ], { domains: [domain] })
  const eli = await tokenOf(at('eli'))
  const post = (body: object) => exports.default.fetch(new Request(`${base}/api/v1/people/import`, { method: 'POST', headers: { authorization: `Bearer ${eli}`, 'content-type': 'application/json' }, body: JSON.stringify(body) }))
  const preview = async (csv: string, more: object = {}) => (await (await post({ csv, whole: false, commit: false, ...more })).json()) as Preview
  const commit = (csv: string, more: object = {}) => post({ csv, whole: false, commit: true, ...more })
  const person = (email: string) => env.DB.prepare('select * from people where org_id = ? and email = ?').bind(organisation.id, email).first<Record<string, unknown>>()
  return { organisation, at, eli, post, preview, commit, person }
}

describe('an import', () => {
  it('shows how it would be, and changes nothing until it is carried out', async () => {
    const { at, preview, commit, person, organisation } = await northwind()
    const csv = `\ufeffEmail;Name;Title;Manager;Team;Time zone;GitHub\r\n${at('dee')};"Alvarez; Dee";=1+1;${at('p0')};Northwind / Maps;Europe/Berlin;@dee-alvarez\r\n${at('p1')};Person One;;${at('dee')};Northwind / Payments;;\r\n\r\n${at('p2')};Person 2;;${at('p0')};Northwind / Payments;;\r\n`
    const seen = await preview(csv)
    expect(seen.counts).toEqual({ new: 1, changed: 1, same: 1, deactivated: 0, error: 0 })
    expect(seen.lines.map((one) => [one.line, one.change])).toEqual([[2, 'new'], [3, 'changed']])
    expect(seen.lines[1]!.changes).toEqual([{ field: 'name', from: 'Person 1', to: 'Person One' }, { field: 'manager', from: at('p0'), to: at('dee') }])
    expect(await person(at('dee'))).toBeNull()
    expect(((await (await commit(csv)).json()) as Preview).committed).toBe(true)
    expect(await person(at('dee'))).toMatchObject({ name: 'Alvarez; Dee', title: '=1+1', time_zone: 'Europe/Berlin', status: 'active' })
    expect(await person(at('p1'))).toMatchObject({ name: 'Person One', manager_id: (await person(at('dee')))!.id })
    expect(await env.DB.prepare('select proposer_id from handles where org_id = ?').bind(organisation.id).first()).toEqual({ proposer_id: (await person(at('eli')))!.id })
    expect((await preview(csv)).counts).toEqual({ new: 0, changed: 0, same: 3, deactivated: 0, error: 0 })
  })

  it('says which columns it does not know, and leaves them out', async () => {
    const { at, preview } = await northwind()
    const seen = (await preview(`email,name,manger,Salary\n${at('p1')},Person 1,x,1\n`)) as Preview & { ignored: string[] }
    expect([seen.ignored, seen.counts['same']]).toEqual([['manger', 'Salary'], 1])
  })

  it('gives access roles, tells who got one, and takes none from whoever imports', async () => {
    const { at, preview, commit, person } = await northwind()
    const csv = `email,name,role\n${at('p1')},Person 1,hr\n`
    expect((await preview(csv)).lines[0]!.changes).toEqual([{ field: 'role', from: 'member', to: 'hr' }])
    expect((await commit(csv)).status).toBe(200)
    expect(await person(at('p1'))).toMatchObject({ role: 'hr', unread: 0 })
    expect(await env.DB.prepare(`select kind from notifications where person_id = ?`).bind((await person(at('p1')))!.id).first()).toEqual({ kind: 'account.changed' })
    expect((await preview(`email,name,role\n${at('eli')},Eli Marsh,member\n${at('p2')},Person 2,king\n`)).lines.map((one) => one.errors.map((error) => `${error.column}:${error.code}`))).toEqual([['role:own-account'], ['role:not-one-of']])
  })

  it('names every error by line and column, and commits none of it', async () => {
    const { at, preview, commit, person } = await northwind()
    const csv = ['email,name,kind,manager,team,time_zone,language,status,github',
      'not-an-address,A,,,,,,,', `${at('b')},,,,,,,,`, `${at('c')},C,boss,,,,,,`, `${at('d')},D,,${at('nobody')},,,,,`, `${at('e')},E,,${at('e')},,,,,`,
      `${at('f')},F,,${at('g')},,,,,`, `${at('g')},G,,${at('f')},,,,,`, `${at('h')},H,,,A/B/C/D/E,,,,`, `${at('i')},I,,,,Mars/Olympus,,,`, `${at('j')},J,,,,,xx,,`,
      `${at('k')},K,,,,,,away,`, `${at('l')},L,,,,,,,no spaces`, `${at('c').toUpperCase()},C,,,,,,,`, `${at('m')},M,,,,,,,,too,many`, `${at('eli')},Eli Marsh,,,,,,deactivated,`].join('\n')
    const seen = await preview(csv)
    expect(seen.lines.map((one) => [one.line, ...one.errors.map((error) => `${error.column}:${error.code}`)])).toEqual([
      [2, 'email:email'], [3, 'name:needed'], [4, 'kind:not-one-of'], [5, 'manager:unknown-manager'], [6, 'manager:own-manager'], [7, 'manager:manager-loop'], [8, 'manager:manager-loop'],
      [9, 'team:team-path'], [10, 'time_zone:time-zone'], [11, 'language:not-one-of'], [12, 'status:not-one-of'], [13, 'github:wrong-form'], [14, 'email:duplicate'], [15, ':too-many-cells'], [16, 'status:own-account'],
    ])
    const answer = await commit(csv)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ type: '/problems/import-lines', errors: expect.arrayContaining([{ pointer: '/csv', code: 'email', params: { line: 2, column: 'email' } }]) })
    expect(await person(at('g'))).toBeNull()
  })

  it.each([
    ['nothing', '', 'empty', 1], ['no name', 'email\na@b.test', 'missing-column', 1], ['a column twice', 'email,name,name\na@b.test,A,B', 'duplicate-column', 1],
    ['an open quote', 'email,name\n"a@b.test,A', 'quotes', 2], ['10,001 lines', `email,name\n${'a@b.test,A\n'.repeat(10_001)}`, 'too-many-lines', 10_002],
  ])('of %s is refused as a whole', (_, csv, code, line) => {
    const { lines, errors } = readCsv(csv)
    expect(lines).toEqual([])
    expect(errors[0]).toMatchObject({ code, line })
  })

  it('counts lines as an editor does, also over quoted line ends', () => {
    const { lines, errors } = readCsv('email,name\r\na@b.test,"A\r\nB"\r\n\r\nc@b.test,C\r\nnope,D')
    expect(lines.map((one) => [one.line, one.name])).toEqual([[2, 'A B'], [5, 'C']])
    expect(errors).toEqual([{ line: 6, column: 'email', code: 'email' }])
  })

  it('of the whole directory ends the access of whoever is not in it, after a second confirmation, never of who imports', async () => {
    const { at, preview, commit, person } = await northwind()
    const left = await tokenOf(at('p2'))
    const csv = `email,name\n${at('p0')},Person 0\n${at('p1')},Person 1`
    const seen = await preview(csv, { whole: true })
    expect(seen).toMatchObject({ counts: { deactivated: 1 }, needsConfirmation: true })
    expect(seen.lines).toMatchObject([{ line: 0, email: at('p2'), change: 'deactivated' }])
    expect(await problemOf(await commit(csv, { whole: true }))).toBe('import-confirm')
    expect((await person(at('p2')))!.status).toBe('active')
    expect((await commit(csv, { whole: true, confirmed: true })).status).toBe(200)
    expect((await person(at('p2')))!.status).toBe('deactivated')
    expect((await person(at('eli')))!.status).toBe('active')
    const answer = await exports.default.fetch(new Request(`${base}/api/v1/me`, { headers: { authorization: `Bearer ${left}` } }))
    expect(await problemOf(answer)).toBe('account-closed')
    expect(await env.DB.prepare('select count(*) as n from sessions where person_id = ? and ended_at is null').bind((await person(at('p2')))!.id).first('n')).toBe(0)
  })

  it('tells whose manager changed, at once and by e-mail: not who is new, who leaves, or whose title changed', async () => {
    const { at, commit, person } = await northwind(5)
    const csv = ['email,name,title,manager,status', `${at('dee')},Dee Alvarez,,${at('p0')},`, `${at('p1')},Person 1,,${at('dee')},`, `${at('p2')},Person 2,,${at('dee')},deactivated`, `${at('p3')},Person 3,Engineer,${at('p0')},`, `${at('p4')},Person 4,,,`].join('\n')
    for (const _ of ['once', 'again']) expect((await commit(csv, { confirmed: true })).status).toBe(200)
    const inbox = async (name: string) => ((await (await exports.default.fetch(new Request(`${base}/api/v1/inbox`, { headers: { authorization: `Bearer ${await tokenOf(at(name))}` } }))).json()) as { items: { kind: string; actor: { name: string } | null; card: null }[] }).items
    for (const name of ['p1', 'p4']) expect(await inbox(name)).toMatchObject([{ kind: 'account.changed', actor: { name: 'Eli Marsh' }, card: null }])
    for (const name of ['dee', 'p0', 'p3', 'eli']) expect(await inbox(name)).toEqual([])
    const left = (await person(at('p2')))!
    expect(await env.DB.prepare('select count(*) as n from notifications where org_id = ? and person_id = ?').bind(left.org_id, left.id).first('n')).toBe(0)
    const mails = async (name: string) => ((await (await env.MAILBOX.fetch('http://mailbox/')).json()) as { to: string; subject: string }[]).filter(({ to }) => to === at(name)).map(({ subject }) => subject)
    await expect.poll(() => mails('p1')).toEqual(['Your account at Northwind Trails was changed'])
    await expect.poll(() => mails('p4')).toEqual(['Your account at Northwind Trails was changed'])
    for (const name of ['dee', 'p0', 'p2', 'p3', 'eli']) expect(await mails(name)).toEqual([])
  })

  it('tells who has a handle by it, where the organisation trusts its imports; a mere proposal is for its proposer', async () => {
    const { at, commit, organisation, person } = await northwind(3)
    const told = async () => (await env.DB.prepare("select person_id from notifications where org_id = ? and kind = 'account.changed'").bind(organisation.id).all<{ person_id: string }>()).results.map(({ person_id }) => person_id)
    const csv = (handle: string) => `email,name,github\n${at('p1')},Person 1,${handle}\n${at('p2')},Person 2,`
    expect((await commit(csv('person-one'), { confirmed: true })).status).toBe(200)
    expect(await told()).toEqual([])
    await env.DB.prepare("update organisations set settings = json_set(settings, '$.trustsImport', json('true')) where id = ?").bind(organisation.id).run()
    for (const _ of ['once', 'again']) expect((await commit(csv('person-1'), { confirmed: true })).status).toBe(200)
    expect(await told()).toEqual([(await person(at('p1')))!.id])
  })

  it('tells who loses their manager because that one is not in the directory any more', async () => {
    const { at, commit, organisation, person } = await northwind(3)
    expect((await commit(`email,name\n${at('p1')},Person 1\n${at('p2')},Person 2`, { whole: true, confirmed: true })).status).toBe(200)
    const { results } = await env.DB.prepare("select person_id from notifications where org_id = ? and kind = 'account.changed'").bind(organisation.id).all<{ person_id: string }>()
    expect(results.map(({ person_id }) => person_id).sort()).toEqual([(await person(at('p1')))!.id, (await person(at('p2')))!.id].sort())
  })

  it('tells thousands in one batch', async () => {
    const { at, commit, organisation } = await northwind(2_102)
    const csv = `email,name,manager\n${Array.from({ length: 2_100 }, (_, n) => `${at(`p${n + 2}`)},Person ${n + 2},${at('p1')}`).join('\n')}`
    expect((await commit(csv)).status).toBe(200)
    const told = await env.DB.prepare("select count(*) as lines, count(distinct person_id) as people, count(distinct seq) as events from notifications where org_id = ? and kind = 'account.changed'").bind(organisation.id).first()
    expect(told).toEqual({ lines: 2_100, people: 2_100, events: 1 })
  })

  it('asks for no second confirmation up to 5 %', async () => {
    const { at, preview } = await northwind(39)
    const lines = (from: number) => `email,name\n${Array.from({ length: 39 - from }, (_, n) => `${at(`p${n}`)},Person ${n}`).join('\n')}`
    expect((await preview(lines(2), { whole: true })).needsConfirmation).toBe(false)
    expect((await preview(lines(3), { whole: true })).needsConfirmation).toBe(true)
  })

  it('is carried out whole or not at all when two are at once', async () => {
    const { at, commit, organisation } = await northwind()
    const statuses = await Promise.all([1, 2, 3].map(async (n) => (await commit(`email,name\n${at('dee')},Dee ${n}\n${at('ivy')},Ivy ${n}`)).status))
    expect(statuses).toContain(200)
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true)
    const { results } = await env.DB.prepare("select name from people where org_id = ? and (email = ? or email = ?)").bind(organisation.id, at('dee'), at('ivy')).all<{ name: string }>()
    expect(new Set(results.map(({ name }) => name.slice(-1))).size).toBe(1)
  })

  it('is for admins', async () => {
    const { at } = await northwind()
    const token = await tokenOf(at('p1'))
    const answer = await exports.default.fetch(new Request(`${base}/api/v1/people/import`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ csv: 'email,name', whole: false, commit: false }) }))
    expect(await problemOf(answer)).toBe('not-allowed')
  })
})
