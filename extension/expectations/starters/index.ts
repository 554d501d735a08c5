/** The starter sets, each by its name and language. */
import type { NamedSet } from '../../../shared/expectations.import'
import { competencies, type StarterCompetency } from './competencies'
import { engineering, type Ladder } from './engineering'
import { general } from './general'

export const starterNames = ['engineering', 'general'] as const
export type StarterName = (typeof starterNames)[number]
const ladders: Record<StarterName, Ladder> = { engineering, general }

/** A set by names, ready to be looked at and written. Arabic gets the English one: it is written in these two languages. */
export function starterOf(name: StarterName, language: string): NamedSet {
  const spoken = language === 'de' ? 'de' : 'en'
  const said = <T>([en, de]: readonly [T, T]): T => (spoken === 'de' ? de : en)
  const texts = competencies[spoken]
  const { name: title, steps } = ladders[name]
  const cited = [...new Set(steps.flatMap(({ expects }) => Object.keys(expects)))] as StarterCompetency[]
  return {
    competencies: cited.map((one) => texts[one]),
    roles: [{ name: said(title), levels: steps.map((step) => ({
      name: said(step.name), expectations: step.says.map(([kind, en, de, measure]) => ({ kind, text: said([en, de]), measure: measure ? said(measure) : null })),
      competencies: Object.fromEntries(Object.entries(step.expects).map(([one, level]) => [texts[one as StarterCompetency].name, level])),
    })) }],
  }
}
