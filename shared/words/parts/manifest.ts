/** What browsers and their stores show of the extension: its description and its shortcuts. Written into `_locales` at build time, at most 132 characters each. */
export const manifest = {
  en: {
    'manifest.description': 'Recognition and feedback on the work itself. It says by name who will see it, and reads no page before you ask.',
    'manifest.openPanel': 'Say something about this work',
    'manifest.popup': 'Open Cairn',
    'manifest.inbox': 'Open the inbox',
  },
  de: {
    'manifest.description': 'Anerkennung und Feedback direkt an der Arbeit. Cairn nennt, wer es sieht, und liest keine Seite, bevor du es willst.',
    'manifest.openPanel': 'Etwas zu dieser Arbeit sagen',
    'manifest.popup': 'Cairn öffnen',
    'manifest.inbox': 'Eingang öffnen',
  },
  ar: {
    'manifest.description': 'تقدير وملاحظات على العمل نفسه. يقول لك بالاسم من سيراها، ولا يقرأ أي صفحة قبل أن تطلب.',
    'manifest.openPanel': 'قل شيئًا عن هذا العمل',
    'manifest.popup': 'افتح Cairn',
    'manifest.inbox': 'افتح الوارد',
  },
}
