/** Statements, written as SQL in a template. What stands in its braces is bound, never pasted. */

/** What D1 takes as it is meant. */
export type Value = string | number | null
/** What a statement may hold: values, and statements within it. */
export type Held = Value | SQL

/** A statement or a piece of one: its text with `?` where each of its values goes. */
export class SQL {
  constructor(readonly text: string, readonly params: readonly Value[]) {}
}

/** @throws TypeError for what D1 would not take as it is meant: undefined, booleans, objects. */
function written(texts: readonly string[], held: readonly Held[]): SQL {
  let text = texts[0] ?? ''
  const params: Value[] = []
  held.forEach((one, index) => {
    if (one instanceof SQL) {
      text += one.text
      params.push(...one.params)
    } else if (one === null || typeof one === 'string' || typeof one === 'number') {
      text += '?'
      params.push(one)
    } else throw new TypeError(`A statement cannot hold ${typeof one}`)
    text += texts[index + 1] ?? ''
  })
  return new SQL(text, params)
}

/** A statement of a template; beside it `raw`, text of our own as it is; `identifier`, a name; `join`, several with something between. */
export const sql = Object.assign((texts: TemplateStringsArray, ...held: Held[]): SQL => written(texts, held), {
  raw: (text: string): SQL => new SQL(text, []),
  identifier: (name: string): SQL => new SQL(`"${name}"`, []),
  join: (list: readonly Held[], between = new SQL('', [])): SQL => written([], list.flatMap((one, index) => (index ? [between, one] : [one]))),
})
