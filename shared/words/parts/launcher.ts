/** The launcher in other people’s pages. */
export const launcher = {
  en: {
  },
  de: {
  },
  ar: {
  },
} as const
