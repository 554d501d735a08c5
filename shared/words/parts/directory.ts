/** Words of people and teams as places, and of their administration. */
export const directory = {
  en: {
    'field.loop': 'That would go round in a circle.',
    'field.too-deep': 'Teams stand at most four levels deep.',
    'field.taken': 'There is one of that name in this place already.',
    'field.own-account': 'Your own role is for another admin to change.',
  },
  de: {
    'field.loop': 'Das würde sich im Kreis drehen.',
    'field.too-deep': 'Teams stehen höchstens vier Ebenen tief.',
    'field.taken': 'An dieser Stelle gibt es schon eines mit diesem Namen.',
    'field.own-account': 'Deine eigene Rolle ändert jemand anderes aus der Administration.',
  },
  ar: {
    'field.loop': 'سيدور هذا في حلقة مغلقة.',
    'field.too-deep': 'لا تتعمّق الفِرق أكثر من أربعة مستويات.',
    'field.taken': 'يوجد هنا فريق بهذا الاسم من قبل.',
    'field.own-account': 'دورك أنت يغيّره مسؤول آخر.',
  },
} as const
