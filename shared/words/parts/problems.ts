/** What went wrong, what is safe, what next: one word per problem code and per field error. */
export const problems = {
  en: {
  },
  de: {
  },
  ar: {
  },
} as const
