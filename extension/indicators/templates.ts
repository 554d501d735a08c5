/** TABLE of indicators to start from: words by key, unit, direction and healthy range. */
import type { Indicator } from '../../shared/indicators'
import type { WordKey } from '../../shared/words/index'

export interface Template { name: WordKey; about: WordKey; unit: WordKey | '%'; direction: Indicator['direction']; low: number | null; high: number | null }
export const templates = {
  reopened: { name: 'indicator.start.reopened', about: 'indicator.start.reopenedAbout', unit: '%', direction: 'down', low: null, high: 5 },
  review: { name: 'indicator.start.review', about: 'indicator.start.reviewAbout', unit: 'indicator.hours', direction: 'down', low: null, high: 8 },
  lead: { name: 'indicator.start.lead', about: 'indicator.start.leadAbout', unit: 'indicator.days', direction: 'down', low: null, high: 7 },
  failed: { name: 'indicator.start.failed', about: 'indicator.start.failedAbout', unit: '%', direction: 'down', low: null, high: 15 },
  answers: { name: 'indicator.start.answers', about: 'indicator.start.answersAbout', unit: 'indicator.hours', direction: 'down', low: null, high: 4 },
} as const satisfies Record<string, Template>
export type TemplateName = keyof typeof templates
