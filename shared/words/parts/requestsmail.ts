/** E-mails about requests: who asks, and that something waits. Never the questions. */
export const requestsmail = {
  en: {
    'mail.request.asked.subject': '{actor} asks you for feedback',
    'mail.request.asked.line': '{actor} would like to hear from you about their work. The questions wait for you in Cairn.',
    'mail.request.reminded.subject': '{actor} still waits to hear from you',
    'mail.request.reminded.line': '{actor} asked you for feedback and it is still open. Answer it, or decline: that needs no reason.',
  },
  de: {
    'mail.request.asked.subject': '{actor} bittet dich um Feedback',
    'mail.request.asked.line': '{actor} möchte von dir etwas zu einer Arbeit hören. Die Fragen warten in Cairn auf dich.',
    'mail.request.reminded.subject': '{actor} wartet noch auf deine Antwort',
    'mail.request.reminded.line': '{actor} hat dich um Feedback gebeten, und das ist noch offen. Antworte oder lehne ab: Dafür braucht es keinen Grund.',
  },
  ar: {
    'mail.request.asked.subject': 'يطلب {actor} ملاحظاتك',
    'mail.request.asked.line': 'يود {actor} أن يسمع رأيك في عمل. الأسئلة تنتظرك في Cairn.',
    'mail.request.reminded.subject': 'ما زال {actor} ينتظر رأيك',
    'mail.request.reminded.line': 'طلب {actor} ملاحظاتك وما زال الطلب مفتوحًا. أجب عنه أو اعتذر: لا حاجة إلى سبب.',
  },
} as const
