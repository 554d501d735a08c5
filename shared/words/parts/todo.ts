/** Action items: what people mean to do, and how they say that it is done. */
export const todo = {
  en: {
    'notification.feedback.trying': '<b>{name}</b> is trying what you said',
  },
  de: {
    'notification.feedback.trying': '<b>{name}</b> probiert aus, was du gesagt hast',
  },
  ar: {
    'notification.feedback.trying': '<b>{name}</b> يجرّب ما قلته',
  },
} as const
