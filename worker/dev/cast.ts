/** The standing cast: the demo company and a second one beside it. Fixed ids, so that scripts and pictures stay the same. */

/** A fixed UUID of the demo, told by a short number. */
export const demoId = (group: number, number: number): string => `0190d3f0-${group.toString(16).padStart(4, '0')}-7000-8000-${number.toString(16).padStart(12, '0')}`

export interface CastMember {
  first: string
  name: string
  title: string
  team: string
  role?: 'member' | 'hr' | 'admin' | 'auditor'
  kind?: 'employee' | 'contractor'
  status?: 'active' | 'away' | 'deactivated'
  manager?: string
  dotted?: string
  mentor?: string
  github?: string
}

export const northwind = {
  id: demoId(1, 1),
  name: 'Northwind Trails',
  domain: 'demo.cairn.test',
  teams: ['Northwind Trails', 'Northwind Trails / Product', 'Northwind Trails / Product / Payments', 'Northwind Trails / Product / Maps', 'Northwind Trails / People'],
  people: [
    { first: 'gus', name: 'Gus Lind', title: 'Head of product', team: 'Northwind Trails / Product', github: 'gus-lind' },
    { first: 'ada', name: 'Ada Okafor', title: 'Engineering manager', team: 'Northwind Trails / Product / Payments', manager: 'gus', github: 'ada-okafor' },
    { first: 'ben', name: 'Ben Ode', title: 'Software engineer', team: 'Northwind Trails / Product / Payments', manager: 'ada', dotted: 'jun', mentor: 'jun', github: 'ben-ode' },
    { first: 'chi', name: 'Chi Tran', title: 'Software engineer', team: 'Northwind Trails / Product / Payments', manager: 'ada', github: 'chi-tran' },
    { first: 'dee', name: 'Dee Alvarez', title: 'Senior engineer', team: 'Northwind Trails / Product / Maps', manager: 'gus', github: 'dee-alvarez' },
    { first: 'jun', name: 'Jun Park', title: 'Staff engineer', team: 'Northwind Trails / Product / Maps', manager: 'gus', github: 'jun-park' },
    { first: 'ivy', name: 'Ivy Stone', title: 'Designer, part-time', team: 'Northwind Trails / Product / Maps', manager: 'gus', status: 'away', github: 'ivy-stone' },
    { first: 'eli', name: 'Eli Marsh', title: 'People operations', team: 'Northwind Trails / People', role: 'admin', github: 'eli-marsh' },
    { first: 'mo', name: 'Mo Reyes', title: 'People partner', team: 'Northwind Trails / People', role: 'hr', manager: 'eli', github: 'mo-reyes' },
    { first: 'lea', name: 'Lea Wirth', title: 'Works council', team: 'Northwind Trails', github: 'lea-wirth' },
    { first: 'hal', name: 'Hal Brandt', title: 'Contract engineer', team: 'Northwind Trails / Product / Payments', kind: 'contractor', manager: 'ada', github: 'hal-brandt' },
    { first: 'kai', name: 'Kai Moss', title: 'Software engineer', team: 'Northwind Trails / Product / Maps', status: 'deactivated', github: 'kai-moss' },
  ] satisfies CastMember[] as CastMember[],
  values: [
    { name: 'Say it early', looksLike: 'Brings the bad news while there is still time to act.', looksNotLike: 'Waits until somebody asks.' },
    { name: 'Carry it together', looksLike: 'Stays until the other one can go on alone.', looksNotLike: 'Hands over and looks away.' },
    { name: 'Leave it better', looksLike: 'Mends what the next one would stumble over.', looksNotLike: 'Steps around it once more.' },
  ],
} as const

export const fjord = {
  id: demoId(2, 1),
  name: 'Fjord Works',
  domain: 'fjord.cairn.test',
  teams: ['Fjord Works'],
  people: [
    { first: 'fay', name: 'Fay Berg', title: 'Founder', team: 'Fjord Works', role: 'admin', github: 'fay-berg' },
    { first: 'finn', name: 'Finn Aas', title: 'Engineer', team: 'Fjord Works', manager: 'fay', github: 'finn-aas' },
  ] satisfies CastMember[] as CastMember[],
  values: [{ name: 'Measure twice', looksLike: 'Tries it small first.', looksNotLike: 'Finds out in production.' }],
} as const

export const teamId = (path: string): string => demoId(10, northwind.teams.findIndex((one) => one === path) + 1)
export const personId = (first: string): string => demoId(20, northwind.people.findIndex((one) => one.first === first) + 1)
