/** Inbox lines. */
export const notifications = {
  en: {
  },
  de: {
  },
  ar: {
  },
} as const
