/** The toolbar popup. */
export const popup = {
  en: {
  },
  de: {
  },
  ar: {
  },
} as const
