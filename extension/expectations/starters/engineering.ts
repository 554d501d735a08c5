/** A starter ladder for engineering, five levels, in English and German. Data, loaded when somebody looks at it. */
import type { StarterCompetency } from './competencies'

type Said = [kind: 'responsibility' | 'skill' | 'behaviour', en: string, de: string, measure?: [en: string, de: string]]
interface Step { name: [en: string, de: string]; says: Said[]; expects: Partial<Record<StarterCompetency, number>> }
export interface Ladder { name: [en: string, de: string]; steps: Step[] }

export const engineering: Ladder = {
  name: ['Engineering', 'Softwareentwicklung'],
  steps: [
    { name: ['Engineer I', 'Entwicklung I'], expects: { safe: 1, writes: 1, asks: 1, plans: 1, problem: 1 }, says: [
      ['responsibility', 'Finishes well-described tasks within the team’s code, from the first test to the release.', 'Schließt gut beschriebene Aufgaben im Code des Teams ab, vom ersten Test bis zur Auslieferung.'],
      ['responsibility', 'Keeps the ticket true: what is done, what is open, what stands in the way.', 'Hält das Ticket wahr: was getan ist, was offen ist, was im Weg steht.'],
      ['skill', 'Reads unfamiliar code and explains what it does before changing it.', 'Liest fremden Code und erklärt, was er tut, bevor er geändert wird.'],
      ['skill', 'Writes tests that fail when the behaviour breaks.', 'Schreibt Tests, die scheitern, wenn das Verhalten bricht.'],
      ['behaviour', 'Asks for help within half a day of being stuck, and says what was tried.', 'Bittet nach spätestens einem halben Tag um Hilfe und sagt, was versucht wurde.'],
      ['behaviour', 'Takes review comments as help, and answers each of them.', 'Nimmt Anmerkungen im Review als Hilfe und beantwortet jede.'],
    ] },
    { name: ['Engineer II', 'Entwicklung II'], expects: { safe: 2, writes: 2, asks: 2, plans: 2, problem: 2, helps: 1 }, says: [
      ['responsibility', 'Carries a feature from the question to its use, and tells early when the date will slip.', 'Trägt eine Funktion von der Frage bis zur Nutzung und sagt früh, wenn der Termin wackelt.'],
      ['responsibility', 'Shares the on-call rota and leaves each incident better documented than it was.', 'Teilt die Rufbereitschaft und hinterlässt jeden Vorfall besser dokumentiert.'],
      ['skill', 'Chooses between two designs by naming what each costs later.', 'Wählt zwischen zwei Entwürfen, indem genannt wird, was jeder später kostet.'],
      ['skill', 'Finds the cause of a fault in production from logs and measurements.', 'Findet die Ursache eines Fehlers im Betrieb aus Protokollen und Messwerten.'],
      ['behaviour', 'Answers a review request within a working day.', 'Antwortet auf eine Review-Anfrage binnen eines Arbeitstags.', ['Median hours until the first answer', 'Median der Stunden bis zur ersten Antwort']],
      ['behaviour', 'Says what is thought of a plan before it is decided, and carries it after.', 'Sagt die eigene Meinung zu einem Plan vor der Entscheidung und trägt sie danach mit.'],
    ] },
    { name: ['Senior engineer', 'Senior-Entwicklung'], expects: { safe: 3, writes: 3, asks: 2, plans: 3, problem: 3, helps: 2 }, says: [
      ['responsibility', 'Leads a change that several people work on, and keeps its scope honest.', 'Führt eine Änderung, an der mehrere arbeiten, und hält ihren Umfang ehrlich.'],
      ['responsibility', 'Answers for the health of a part of the system: its alarms, its age, its cost.', 'Steht für die Gesundheit eines Systemteils ein: seine Alarme, sein Alter, seine Kosten.'],
      ['skill', 'Splits risky work so that each step can be released and taken back on its own.', 'Zerlegt riskante Arbeit so, dass jeder Schritt für sich ausgeliefert und zurückgenommen werden kann.'],
      ['skill', 'Writes a design that a new colleague can build from.', 'Schreibt einen Entwurf, nach dem neue Kolleginnen und Kollegen bauen können.'],
      ['behaviour', 'Brings somebody less experienced along in every larger piece of work.', 'Nimmt in jede größere Arbeit jemanden mit weniger Erfahrung mit.'],
      ['behaviour', 'Speaks about a fault by what made it possible, never by who made it.', 'Spricht über einen Fehler danach, was ihn möglich machte, nie danach, wer ihn machte.'],
    ] },
    { name: ['Staff engineer', 'Staff-Entwicklung'], expects: { safe: 4, writes: 3, asks: 3, plans: 3, problem: 4, helps: 3 }, says: [
      ['responsibility', 'Finds the technical question that several teams share, and brings them to one answer.', 'Findet die technische Frage, die mehrere Teams teilen, und führt sie zu einer Antwort.'],
      ['responsibility', 'Keeps the architecture’s decisions written down, dated, and open to be questioned.', 'Hält die Entscheidungen der Architektur schriftlich, datiert und hinterfragbar.'],
      ['skill', 'Judges what a system will need in two years, and what not to build for it today.', 'Beurteilt, was ein System in zwei Jahren braucht und was man heute dafür nicht baut.'],
      ['skill', 'Tries a risky idea at a hundredth of its price before others depend on it.', 'Probiert eine riskante Idee zu einem Hundertstel ihres Preises, bevor andere davon abhängen.'],
      ['behaviour', 'Makes room for the quietest engineer in the discussion.', 'Schafft der leisesten Stimme in der Diskussion Raum.'],
      ['behaviour', 'Gives credit in public and doubts in person.', 'Gibt Anerkennung öffentlich und Zweifel persönlich.'],
    ] },
    { name: ['Principal engineer', 'Principal-Entwicklung'], expects: { safe: 4, writes: 4, asks: 4, plans: 4, problem: 4, helps: 4 }, says: [
      ['responsibility', 'Sets the technical direction with the heads of product, and answers for its outcome.', 'Bestimmt mit den Produktverantwortlichen die technische Richtung und steht für das Ergebnis ein.'],
      ['responsibility', 'Sees to it that the organisation can do without any one person, themselves included.', 'Sorgt dafür, dass die Organisation auf niemand Einzelnen angewiesen ist, auch nicht auf sich selbst.'],
      ['skill', 'Explains a technical bet to those who pay for it, with what would prove it wrong.', 'Erklärt denen, die sie bezahlen, eine technische Wette samt dem, was sie widerlegen würde.'],
      ['skill', 'Connects what is learned outside with what the organisation needs.', 'Verbindet, was draußen gelernt wird, mit dem, was die Organisation braucht.'],
      ['behaviour', 'Changes their mind in public when the facts change.', 'Ändert öffentlich die Meinung, wenn die Fakten sich ändern.'],
      ['behaviour', 'Brings up the engineers who will take over from them.', 'Fördert die, die einmal übernehmen werden.'],
    ] },
  ],
}
