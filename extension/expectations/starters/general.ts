/** A starter ladder for any field, four levels, in English and German. Data, loaded when somebody looks at it. */
import type { Ladder } from './engineering'

export const general: Ladder = {
  name: ['General', 'Allgemein'],
  steps: [
    { name: ['Contributor', 'Mitarbeit'], expects: { writes: 1, asks: 1, plans: 1, problem: 1 }, says: [
      ['responsibility', 'Finishes agreed work in the agreed quality, and says when something is unclear.', 'Schließt vereinbarte Arbeit in vereinbarter Güte ab und sagt, wenn etwas unklar ist.'],
      ['responsibility', 'Keeps colleagues informed of where the own work stands.', 'Hält Kolleginnen und Kollegen über den Stand der eigenen Arbeit auf dem Laufenden.'],
      ['skill', 'Masters the tools and rules of the own field.', 'Beherrscht die Werkzeuge und Regeln des eigenen Gebiets.'],
      ['behaviour', 'Keeps a promise, or says in time that it cannot be kept.', 'Hält eine Zusage oder sagt rechtzeitig, dass sie nicht zu halten ist.'],
      ['behaviour', 'Treats questions of customers and colleagues as worth an answer.', 'Behandelt Fragen von Kundschaft und Kollegen als eine Antwort wert.'],
    ] },
    { name: ['Experienced', 'Erfahren'], expects: { writes: 2, asks: 2, plans: 2, problem: 2, helps: 1 }, says: [
      ['responsibility', 'Answers for an area of work, plans it, and shows how it goes.', 'Verantwortet ein Arbeitsgebiet, plant es und zeigt, wie es läuft.'],
      ['responsibility', 'Improves how the work is done, not only what is done.', 'Verbessert, wie gearbeitet wird, nicht nur, was getan wird.'],
      ['skill', 'Weighs several ways to a result and gives reasons for the one chosen.', 'Wägt mehrere Wege zum Ergebnis ab und begründet den gewählten.'],
      ['behaviour', 'Gives feedback on what somebody did, soon and in person.', 'Gibt Feedback zu dem, was jemand getan hat, bald und persönlich.'],
      ['behaviour', 'Speaks of a problem together with a first step.', 'Spricht von einem Problem zusammen mit einem ersten Schritt.'],
    ] },
    { name: ['Lead', 'Federführend'], expects: { writes: 3, asks: 3, plans: 3, problem: 3, helps: 3 }, says: [
      ['responsibility', 'Brings a piece of work with several people to its end, and everybody knows their part.', 'Bringt eine Arbeit mit mehreren Menschen zum Abschluss, und alle kennen ihren Teil.'],
      ['responsibility', 'Decides what falls in the own area, and says who was heard.', 'Entscheidet im eigenen Gebiet und sagt, wer gehört wurde.'],
      ['skill', 'Sees what a decision means for other teams, and asks them before it is made.', 'Sieht, was eine Entscheidung für andere Teams bedeutet, und fragt sie vorher.'],
      ['behaviour', 'Hands over work together with the trust that it needs.', 'Übergibt Arbeit mitsamt dem Vertrauen, das sie braucht.'],
      ['behaviour', 'Talks openly about what went wrong and what was learned.', 'Spricht offen darüber, was schiefging und was gelernt wurde.'],
    ] },
    { name: ['Head', 'Leitend'], expects: { writes: 4, asks: 4, plans: 4, problem: 4, helps: 4 }, says: [
      ['responsibility', 'Gives a larger area its direction, its priorities and its limits.', 'Gibt einem größeren Bereich Richtung, Prioritäten und Grenzen.'],
      ['responsibility', 'Answers for results that others achieve, and for the conditions they work in.', 'Steht für Ergebnisse ein, die andere erzielen, und für die Bedingungen, unter denen sie arbeiten.'],
      ['skill', 'Makes a choice with incomplete knowledge, and names what would change it.', 'Entscheidet mit unvollständigem Wissen und nennt, was die Entscheidung ändern würde.'],
      ['behaviour', 'Is told bad news early, because its bearers are thanked.', 'Erfährt schlechte Nachrichten früh, weil wer sie bringt, Dank erhält.'],
      ['behaviour', 'Brings up people who could take the own place.', 'Fördert Menschen, die den eigenen Platz einnehmen könnten.'],
    ] },
  ],
}
