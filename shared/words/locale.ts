/** The languages that the catalogue has; the database and the settings know the same. */
export const languages = ['en', 'de', 'ar'] as const
export type Language = (typeof languages)[number]

/** The BCP 47 tag of a language: British dates, and Latin digits in Arabic, as the people's own tools show them. */
export const localeOf = (language: Language): string => ({ en: 'en-GB', de: 'de', ar: 'ar-u-nu-latn' })[language]
