/** The directory from CSV: how everybody would stand afterwards, or that carried out in one batch. */
import type { BodyOf } from '../../shared/endpoint'
import type { ImportLine, ImportPreview, peopleEndpoints } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { type CsvError, readCsv } from './csv'
import { directoryVersion, loadDirectory } from './directory.load'
import { directoryStatements } from './directory.statements'
import { leaveStatements } from './directory.status'
import { planDirectory } from './plan'
import { type DirectoryPlan, isHere, managerIn } from './plan.shapes'

const shownLines = 200
/** Beyond this share of people, ending their access asks for a second confirmation (domain.md section 17). */
const confirmShare = 0.05
const order: ImportLine['change'][] = ['error', 'deactivated', 'new', 'changed', 'same']

/** @throws Refusal on commit: `import-lines` with errors, `import-confirm` unconfirmed, `conflict` when the directory changed meanwhile */
export async function importCsv(call: Call<typeof peopleEndpoints.import>, body: BodyOf<typeof peopleEndpoints.import>): Promise<ImportPreview> {
  const { db, enter, now } = call
  const { viewer } = await enter()
  const { state, version, handles } = await loadDirectory(db, now)
  const read = readCsv(body.csv)
  const settings = viewer.organisation.settings
  const fileBroken = read.lines.length === 0 && read.errors.length > 0
  const plan = planDirectory(state, {
    people: read.lines.map(({ entry }) => entry), whole: body.whole && !fileBroken, keep: viewer.id, includesContractors: settings.includesContractors ?? false, now,
  })
  const errors = [...read.errors, ...plan.errors.map(({ entry, ...error }) => ({ line: read.lines[entry]!.line, ...error })), ...ownAccount(plan, read.lines, viewer.id)]
  const lines = linesOf(plan, read, errors)
  const counts = { new: 0, changed: 0, same: 0, deactivated: 0, error: 0 }
  for (const { change } of lines) counts[change] += 1
  const here = [...state.people.values()].filter(isHere).length
  const needsConfirmation = counts.deactivated > here * confirmShare
  const shown = lines.filter(({ change }) => change !== 'same').sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change) || a.line - b.line).slice(0, shownLines)
  if (!body.commit) return { lines: shown, counts, needsConfirmation, ignored: read.ignored, committed: false }

  if (errors.length > 0) throw new Refusal('import-lines', { errors: errors.slice(0, 20).map(({ line, column, code, params }) => ({ pointer: '/csv', code, params: { ...params, line, column } })) })
  if (needsConfirmation && !body.confirmed) throw new Refusal('import-confirm', { params: { count: counts.deactivated } })
  const gone = [...plan.after.people.values()].filter((person) => person.status === 'deactivated' && isHere(state.people.get(person.id) ?? person)).map((person) => person.id)
  const proposer = settings.trustsImport ? '' : viewer.id
  const nameOf = (one: { site: string; instance: string; key: string }) => [one.site, one.instance, one.key].join('\n')
  const known = new Set(handles.filter((one) => one.proposer === '' || one.proposer === proposer).map(nameOf))
  plan.handles = plan.handles.filter((one) => !known.has(nameOf(one)))
  const statements = await directoryStatements(db, plan, proposer)
  if (statements.length === 0) return { lines: shown, counts, needsConfirmation, ignored: read.ignored, committed: true }
  await record(db, {
    guards: [{ bad: sql`${directoryVersion(db.org)} <> ${version}`, refuse: 'conflict' }],
    statements: [...statements, ...(gone.length > 0 ? leaveStatements(db, gone, now) : [])],
    event: { kind: 'people.imported', new: counts.new, changed: counts.changed, deactivated: counts.deactivated, told: toldBy(plan, settings.trustsImport ?? false) }, actor: viewer.id, at: now,
  })
  return { lines: shown, counts, needsConfirmation, ignored: read.ignored, committed: true }
}

/** Whose manager or role changes, or who has a handle by it, hears of it at once (domain.md section 2): not who is new, nor who leaves. @param trusted handles of an import count at once */
const toldBy = ({ before, after, handles }: DirectoryPlan, trusted: boolean): string[] =>
  [...after.people.values()].filter((person) => {
    const was = before.people.get(person.id)
    return was !== undefined && isHere(person) && (was.role !== person.role || was.manager !== person.manager || managerIn(was) !== managerIn(person) || (trusted && handles.some((one) => one.person === person.id)))
  }).map(({ id }) => id)

/** Whoever imports cannot lock themselves out by it, nor give up their own role: another admin can. */
const ownAccount = (plan: DirectoryPlan, lines: { line: number }[], viewer: string): CsvError[] =>
  plan.outcomes.filter(({ person }) => person.id === viewer).flatMap(({ entry, person, change }) => {
    const wrong = (column: string): CsvError => ({ line: lines[entry]!.line, column, code: 'own-account' })
    return change === 'deactivated' ? [wrong('status')] : person.role !== plan.before.people.get(viewer)?.role ? [wrong('role')] : []
  })

function linesOf(plan: DirectoryPlan, { lines, told }: ReturnType<typeof readCsv>, errors: CsvError[]): ImportLine[] {
  const wrong = Map.groupBy(errors, (error) => error.line)
  const broken = [...wrong].map(([line, found]): ImportLine => ({
    line, email: told.get(line)?.email ?? '', name: told.get(line)?.name ?? '', change: 'error', changes: [], errors: found.map(({ line: _, ...error }) => error),
  }))
  const fine = plan.outcomes.filter(({ entry }) => !wrong.has(lines[entry]!.line)).map(({ entry, person, change, changes }): ImportLine => ({
    line: lines[entry]!.line, email: person.email, name: person.name, change, changes, errors: [],
  }))
  const left = plan.left.map((person): ImportLine => ({ line: 0, email: person.email, name: person.name, change: 'deactivated', changes: [], errors: [] }))
  return [...broken, ...fine, ...left]
}
