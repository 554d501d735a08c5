/** 1:1s and teams' agendas. */
export const meetings = {
  en: {
    'notification.meeting.planned': '<b>{name}</b> planned your next 1:1',
  },
  de: {
    'notification.meeting.planned': '<b>{name}</b> hat euer nächstes 1:1 geplant',
  },
  ar: {
    'notification.meeting.planned': '<b>{name}</b> حدّد موعد لقائكما القادم',
  },
} as const
