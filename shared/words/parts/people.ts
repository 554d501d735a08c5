/** Teams as recipients, and handles: one's own, and the list that an admin mends. */
export const people = {
  en: {
    'people.whoIs.once': 'The page shows only what they are called, so nothing is remembered.',
    'people.teams': 'Teams',
    'people.teamOf': '{count, plural, one {# person} other {# people}}',
    'people.teamAlone': 'Nobody but you is in {team}.',
    'people.teamTooBig': '{team} has more than {max} people. Say it to everyone, naming a few.',
    'card.teamNamed': 'Thanked: {names}',
  },
  de: {
    'people.whoIs.once': 'Die Seite zeigt nur einen Namen, darum wird nichts gemerkt.',
    'people.teams': 'Teams',
    'people.teamOf': '{count, plural, one {# Person} other {# Personen}}',
    'people.teamAlone': 'Außer dir ist niemand in {team}.',
    'people.teamTooBig': '{team} hat mehr als {max} Personen. Sag es allen und nenne einige.',
    'card.teamNamed': 'Gedankt wird: {names}',
  },
  ar: {
    'people.whoIs.once': 'لا تُظهر الصفحة إلا الاسم، فلن يُحفظ شيء.',
    'people.teams': 'الفرق',
    'people.teamOf': '{count, plural, zero {لا أحد} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}',
    'people.teamAlone': 'لا أحد غيرك في {team}.',
    'people.teamTooBig': 'في {team} أكثر من {max} شخص. قلها للجميع واذكر بعضهم.',
    'card.teamNamed': 'شُكر فيه: {names}',
  },
} as const
