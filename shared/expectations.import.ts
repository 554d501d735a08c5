/** Expectations from a file: CSV or JSON by names, to what would be written, with what is wrong in which line. Pure; read on the device, so that the server takes finished rows only. */
import * as z from 'zod/mini'
import { csvRows } from './csv'
import { type Competency, type CompetencyWritten, expectationKinds, type JobRole, mostImported, mostSteps, type RoleWritten, type Standard, type Standards, Written } from './expectations'
import { fold } from './text'

const Named = z.object({
  competencies: z._default(z.array(z.object({ name: z.string(), about: z._default(z.string(), ''), levels: z.array(z.string()) })), []),
  roles: z._default(z.array(z.object({
    name: z.string(),
    levels: z.array(z.object({
      name: z.string(), expectations: z.array(z.object({ kind: z.enum(expectationKinds), text: z.string(), measure: z.optional(z.nullable(z.string())) })),
      competencies: z._default(z.record(z.string(), z.number()), {}),
    })),
  })), []),
})
/** Roles and competencies by their names, as a file or a starter set holds them. */
export type NamedSet = z.infer<typeof Named>

export const importFaults = ['columns', 'kind', 'needed', 'long', 'competency', 'level', 'torn', 'json', 'many'] as const
export interface ImportFault { line: number; what: (typeof importFaults)[number] }
export interface Brought { version: number; written: Written; is: 'new' | 'changed' }

/** A file's text by names: JSON where it begins with a brace, else CSV. */
export function namedFrom(text: string): { set: NamedSet; faults: ImportFault[] } {
  const empty: NamedSet = { competencies: [], roles: [] }
  if (!text.trimStart().startsWith('{')) return namedFromCsv(text.replace(/^\ufeff/, ''))
  try {
    const parsed = Named.safeParse(JSON.parse(text))
    return parsed.success ? { set: parsed.data, faults: [] } : { set: empty, faults: [{ line: 1, what: 'json' }] }
  } catch {
    return { set: empty, faults: [{ line: 1, what: 'json' }] }
  }
}

function namedFromCsv(text: string): { set: NamedSet; faults: ImportFault[] } {
  const set: NamedSet = { competencies: [], roles: [] }
  const faults: ImportFault[] = []
  const [first = ''] = text.split(/\r|\n/)
  const rows = csvRows(text, [',', ';', '\t'].reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best)))
  const columns = rows[0]?.cells.map(fold) ?? []
  if (['role', 'level', 'kind', 'text'].some((name) => !columns.includes(name))) return { set, faults: [{ line: 1, what: 'columns' }] }
  const steps = new Map<string, { line: number; at: Map<number, string> }>()
  for (const { line, cells, torn } of rows.slice(1)) {
    const of = (name: string) => (cells[columns.indexOf(name)] ?? '').trim()
    const [role, level, kind, said, measure] = ['role', 'level', 'kind', 'text', 'measure'].map(of) as [string, string, string, string, string]
    const fault = (what: ImportFault['what']) => void faults.push({ line, what })
    if (torn) { fault('torn'); continue }
    if (cells.every((cell) => cell.trim() === '')) continue
    const known = expectationKinds.find((one) => one === fold(kind))
    if (!known && !['expected', 'competency'].includes(fold(kind))) { fault('kind'); continue }
    if (!role || !level || !said) { fault('needed'); continue }
    if (role.length > 80 || said.length > 400 || measure.length > 200) { fault('long'); continue }
    if (fold(kind) === 'competency') {
      const number = Number(level)
      if (!Number.isInteger(number) || number < 1 || number > mostSteps) { fault('level'); continue }
      const found = steps.get(role) ?? { line, at: new Map<number, string>() }
      found.at.set(number, said)
      steps.set(role, found)
      continue
    }
    if (level.length > 60) { fault('long'); continue }
    const into = levelIn(set, role, level)
    if (known) into.expectations.push({ kind: known, text: said, measure: measure || null })
    else if (!(Number(measure) >= 1 && Number(measure) <= mostSteps && Number.isInteger(Number(measure)))) fault('level')
    else into.competencies[said] = Number(measure)
  }
  for (const [name, { line, at }] of steps) {
    const levels = Array.from({ length: Math.max(...at.keys()) }, (_, index) => at.get(index + 1) ?? '')
    if (levels.length < 2 || levels.includes('')) faults.push({ line, what: 'level' })
    else set.competencies.push({ name, about: '', levels })
  }
  return { set, faults }
}

function levelIn(set: NamedSet, role: string, level: string): NamedSet['roles'][number]['levels'][number] {
  const named = <T extends { name: string }>(list: T[], name: string, make: () => T): T => {
    const found = list.find((one) => fold(one.name) === fold(name))
    if (!found) list.push(make())
    return found ?? list.at(-1)!
  }
  const into = named(set.roles, role, () => ({ name: role, levels: [] }))
  return named(into.levels, level, () => ({ name: level, expectations: [], competencies: {} }))
}

/**
 * What of a named set is new or changed against what stands. Names find: a role, a level, a sentence of the same words keeps its id, so that those who
 * confirmed it see only what is otherwise. A competency of the set without an own text for what it is about keeps the one that stands.
 */
export function broughtBy(set: NamedSet, standing: Pick<Standards, 'roles' | 'competencies' | 'coming'>, makeId: () => string): { brought: Brought[]; faults: ImportFault[] } {
  const faults: ImportFault[] = []
  const last = <S extends Standard>(all: readonly S[], name: string): S | undefined => {
    const found = all.find((one) => fold(one.name) === fold(name))
    return (standing.coming.find((one) => found ? one.id === found.id : one.kind === all[0]?.kind && fold(one.name) === fold(name)) as S | undefined) ?? found
  }
  const ids = new Map(standing.competencies.map((one) => [fold(one.name), one.id]))
  const competencies = set.competencies.map((one): { before: Competency | undefined; written: CompetencyWritten } => {
    const before = last(standing.competencies, one.name)
    const id = before?.id ?? makeId()
    ids.set(fold(one.name), id)
    return { before, written: { kind: 'competency', id, name: one.name, archived: false, about: one.about || before?.about || '', levels: one.levels } }
  })
  const roles = set.roles.map((role): { before: JobRole | undefined; written: RoleWritten } => {
    const before = last(standing.roles, role.name)
    return { before, written: { kind: 'role', id: before?.id ?? makeId(), name: role.name, archived: false, levels: role.levels.map((level) => {
      const old = before?.levels.find((one) => fold(one.name) === fold(level.name))
      return {
        id: old?.id ?? makeId(), name: level.name,
        expectations: level.expectations.map(({ kind, text, measure }) => ({ id: old?.expectations.find((one) => one.kind === kind && fold(one.text) === fold(text))?.id ?? makeId(), kind, text, measure: measure ?? null })),
        competencies: Object.entries(level.competencies).flatMap(([name, at]) => {
          const id = ids.get(fold(name))
          if (!id) faults.push({ line: 1, what: 'competency' })
          return id ? [{ id, level: at }] : []
        }),
      }
    }) } }
  })
  const brought = [...competencies, ...roles].flatMap(({ before, written }): Brought[] => {
    if (!Written.safeParse(written).success) faults.push({ line: 1, what: 'long' })
    return before && sameAs(before, written) ? [] : [{ version: before?.version ?? 0, written, is: before ? 'changed' : 'new' }]
  })
  if (brought.length > mostImported) faults.push({ line: 1, what: 'many' })
  return { brought, faults }
}

/** Whether it says what stands already. */
const sameAs = ({ version: _, from: __, ...before }: Standard, written: Written): boolean => ordered(before) === ordered(written)
const ordered = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner))
