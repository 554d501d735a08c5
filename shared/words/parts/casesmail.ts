/** E-mails about cases of data protection. */
export const casesmail = {
  en: {
    'mail.case.asked.subject': 'A request about personal data waits for you',
    'mail.case.asked.line': '{actor} asks what is kept about them, or to be forgotten. It is due within a month.',
    'mail.case.answered.subject': 'Your request about your data was answered',
    'mail.case.answered.line': '{actor} answered it. The answer stands in your settings.',
    'mail.case.told.subject': 'Words of yours were given to whom they are about',
    'mail.case.told.line': 'Somebody asked what is kept about them, as the law lets them. {actor} gave them words of yours.',
  },
  de: {
    'mail.case.asked.subject': 'Eine Anfrage zu personenbezogenen Daten wartet auf dich',
    'mail.case.asked.line': '{actor} fragt, was gespeichert ist, oder bittet um Löschung. Die Antwort ist binnen eines Monats fällig.',
    'mail.case.answered.subject': 'Deine Anfrage zu deinen Daten ist beantwortet',
    'mail.case.answered.line': '{actor} hat sie beantwortet. Die Antwort steht in deinen Einstellungen.',
    'mail.case.told.subject': 'Deine Worte wurden der Person gegeben, von der sie handeln',
    'mail.case.told.line': 'Jemand hat gefragt, was gespeichert ist, wie es das Gesetz erlaubt. {actor} hat deine Worte herausgegeben.',
  },
  ar: {
    'mail.case.asked.subject': 'طلب بشأن بيانات شخصية ينتظرك',
    'mail.case.asked.line': 'يسأل {actor} عما هو محفوظ عنه أو يطلب أن يُنسى. يُجاب عنه خلال شهر.',
    'mail.case.answered.subject': 'أُجيب عن طلبك بشأن بياناتك',
    'mail.case.answered.line': 'أجاب عنه {actor}. الجواب في إعداداتك.',
    'mail.case.told.subject': 'أُعطيت كلماتك لمن تتحدث عنه',
    'mail.case.told.line': 'سأل شخص عما هو محفوظ عنه، كما يجيز القانون. أعطاه {actor} كلماتك.',
  },
} as const
