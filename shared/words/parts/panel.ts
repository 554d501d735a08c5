/** The panel and its composer. */
export const panel = {
  en: {
  },
  de: {
  },
  ar: {
  },
} as const
