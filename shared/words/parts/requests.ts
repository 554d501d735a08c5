/** Asking for feedback, answering, declining, and "did it help?". */
export const requests = {
  en: {
    'notification.request.asked': '<b>{name}</b> asks you for feedback',
    'notification.request.about': '<b>{name}</b> asked colleagues about your work',
    'notification.request.reminded': '<b>{name}</b> still waits to hear from you',
    'notification.request.declined': '<b>{name}</b> cannot answer this time',
    'notification.request.withdrawn': '<b>{name}</b> took a request back',
    'notification.request.expired': 'Your request was open for 30 days and has ended.',
    'notification.feedback.helped': '<b>{name}</b> answered whether it helped',
    'problem.request-closed': 'This request is no longer open. Your words are kept: you can send them as feedback of their own.',
  },
  de: {
    'notification.request.asked': '<b>{name}</b> bittet dich um Feedback',
    'notification.request.about': '<b>{name}</b> hat andere nach deiner Arbeit gefragt',
    'notification.request.reminded': '<b>{name}</b> wartet noch auf deine Antwort',
    'notification.request.declined': '<b>{name}</b> kann diesmal nicht antworten',
    'notification.request.withdrawn': '<b>{name}</b> hat eine Bitte zurückgenommen',
    'notification.request.expired': 'Deine Bitte war 30 Tage offen und ist zu Ende.',
    'notification.feedback.helped': '<b>{name}</b> hat gesagt, ob es geholfen hat',
    'problem.request-closed': 'Diese Bitte ist nicht mehr offen. Deine Worte bleiben: Du kannst sie als eigenes Feedback senden.',
  },
  ar: {
    'notification.request.asked': 'يطلب <b>{name}</b> ملاحظاتك',
    'notification.request.about': 'سأل <b>{name}</b> زملاء عن عملك',
    'notification.request.reminded': 'ما زال <b>{name}</b> ينتظر رأيك',
    'notification.request.declined': 'لا يستطيع <b>{name}</b> الإجابة هذه المرة',
    'notification.request.withdrawn': 'سحب <b>{name}</b> طلبًا',
    'notification.request.expired': 'بقي طلبك مفتوحًا 30 يومًا وقد انتهى.',
    'notification.feedback.helped': 'أجاب <b>{name}</b> هل أفاد ذلك',
    'problem.request-closed': 'لم يعد هذا الطلب مفتوحًا. كلماتك محفوظة: يمكنك إرسالها ملاحظة مستقلة.',
  },
} as const
