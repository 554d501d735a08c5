/** The welcome page and options. */
export const welcome = {
  en: {
  },
  de: {
  },
  ar: {
  },
} as const
