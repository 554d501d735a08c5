/** Pages that the worker serves: sign-in, set-up, invitations. */
export const server = {
  en: {
  },
  de: {
  },
  ar: {
  },
} as const
