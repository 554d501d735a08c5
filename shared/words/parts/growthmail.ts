/** The e-mail about somebody's job role. */
export const growthmail = {
  en: { 'mail.role.set.subject': 'Your job role or level has changed', 'mail.role.set.line': '{actor} set it. What is expected of you now stands under Growth.' },
  de: { 'mail.role.set.subject': 'Deine Rolle oder Stufe hat sich geändert', 'mail.role.set.line': '{actor} hat sie festgelegt. Was jetzt von dir erwartet wird, steht unter Entwicklung.' },
  ar: { 'mail.role.set.subject': 'تغيّر دورك الوظيفي أو مستواك', 'mail.role.set.line': 'حدّده {actor}. ما يُنتظر منك الآن مكتوب في صفحة النمو.' },
} as const
