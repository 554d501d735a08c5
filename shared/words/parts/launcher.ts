/** The launcher in other people’s pages. The background words it: a content script carries no catalogue. */
export const launcher = {
  en: {
    'launcher.open': 'Recognise or give feedback',
    'launcher.menu': 'More about Cairn',
    'launcher.hide': 'Hide on this site',
    'launcher.move': 'Move with the arrow keys',
    'launcher.reload': 'Cairn was updated. Reload this page',
    'launcher.panel': 'Cairn: about this work',
  },
  de: {
    'launcher.open': 'Anerkennen oder Feedback geben',
    'launcher.menu': 'Mehr zu Cairn',
    'launcher.hide': 'Auf dieser Website ausblenden',
    'launcher.move': 'Mit den Pfeiltasten verschieben',
    'launcher.reload': 'Cairn wurde aktualisiert. Diese Seite neu laden',
    'launcher.panel': 'Cairn: zu dieser Arbeit',
  },
  ar: {
    'launcher.open': 'أرسل تقديرًا أو ملاحظة',
    'launcher.menu': 'المزيد عن Cairn',
    'launcher.hide': 'إخفاء في هذا الموقع',
    'launcher.move': 'التحريك بمفاتيح الأسهم',
    'launcher.reload': 'تم تحديث Cairn. أعد تحميل هذه الصفحة',
    'launcher.panel': 'Cairn: حول هذا العمل',
  },
} as const
