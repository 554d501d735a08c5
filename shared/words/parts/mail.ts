/** E-mails. */
export const mail = {
  en: {
  },
  de: {
  },
  ar: {
  },
} as const
