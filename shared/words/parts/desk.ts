/** The desk. */
export const desk = {
  en: {
  },
  de: {
  },
  ar: {
  },
} as const
