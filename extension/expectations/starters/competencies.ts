/** Competencies of both starter sets: what each looks like, from the first level to the fourth. Data, loaded when somebody looks at a set. */
import type { NamedSet } from '../../../shared/expectations.import'

export type StarterCompetency = 'safe' | 'writes' | 'asks' | 'helps' | 'plans' | 'problem'
type Texts = Record<StarterCompetency, NamedSet['competencies'][number]>

export const competencies: Record<'en' | 'de', Texts> = {
  en: {
    safe: { name: 'Makes change safe', about: 'Changes come small, tested and with a way back.', levels: ['Tests own changes and asks before releasing.', 'Releases in small steps and knows how to go back.', 'Sees what could break elsewhere and guards it before it does.', 'Gives others ways of working in which a mistake costs little.'] },
    writes: { name: 'Writes so others can act', about: 'Who reads it knows what to do without asking.', levels: ['Writes down what was done and why.', 'Begins with what the reader needs, and says who does what by when.', 'Makes a hard matter plain, and writes so that people outside the field can decide.', 'Writes what the organisation comes back to for years.'] },
    asks: { name: 'Asks before assuming', about: 'Finds out what others know, mean and need.', levels: ['Asks when something is unclear instead of guessing.', 'Checks the most important assumption before the work begins.', 'Brings out what nobody said aloud, and invites the view that differs.', 'Makes it usual that doubts are spoken early.'] },
    helps: { name: 'Helps others grow', about: 'Others can do more after working with this person.', levels: ['Shares what was learned.', 'Explains patiently, and gives feedback on what somebody did.', 'Hands over real work together with the trust, and stays near.', 'Brings up people who bring up others.'] },
    plans: { name: 'Plans in the open', about: 'Others can see what comes next, and when it slips.', levels: ['Says what they are working on and when it will be done.', 'Cuts work into parts that can be shown, and says early when one slips.', 'Plans over several people, names risks and what each would cost.', 'Decides with others what will not be done, and says why.'] },
    problem: { name: 'Solves the real problem', about: 'Looks for the cause and for what it is worth.', levels: ['Solves a clear task and finds help when stuck.', 'Finds the cause, not only the symptom.', 'Asks whether this is the right problem, and picks the simplest thing that helps.', 'Finds the problems worth solving before they are felt.'] },
  },
  de: {
    safe: { name: 'Macht Änderungen sicher', about: 'Änderungen kommen klein, getestet und mit einem Weg zurück.', levels: ['Testet eigene Änderungen und fragt vor der Auslieferung.', 'Liefert in kleinen Schritten und weiß, wie es zurückgeht.', 'Sieht, was anderswo brechen könnte, und sichert es vorher ab.', 'Gibt anderen Arbeitsweisen, in denen ein Fehler wenig kostet.'] },
    writes: { name: 'Schreibt so, dass andere handeln können', about: 'Wer es liest, weiß ohne Rückfrage, was zu tun ist.', levels: ['Schreibt auf, was getan wurde und warum.', 'Beginnt mit dem, was die Lesenden brauchen, und sagt, wer was bis wann tut.', 'Macht Schwieriges einfach, sodass auch Fachfremde entscheiden können.', 'Schreibt, worauf die Organisation noch nach Jahren zurückkommt.'] },
    asks: { name: 'Fragt, statt zu vermuten', about: 'Findet heraus, was andere wissen, meinen und brauchen.', levels: ['Fragt nach, wenn etwas unklar ist, statt zu raten.', 'Prüft die wichtigste Annahme, bevor die Arbeit beginnt.', 'Bringt zur Sprache, was niemand sagt, und lädt die andere Sicht ein.', 'Sorgt dafür, dass Zweifel üblicherweise früh gesagt werden.'] },
    helps: { name: 'Hilft anderen zu wachsen', about: 'Wer mit dieser Person arbeitet, kann danach mehr.', levels: ['Gibt weiter, was sie gelernt hat.', 'Erklärt geduldig und gibt Feedback zu dem, was jemand getan hat.', 'Übergibt echte Arbeit mitsamt dem Vertrauen und bleibt in der Nähe.', 'Fördert Menschen, die andere fördern.'] },
    plans: { name: 'Plant offen', about: 'Andere sehen, was als Nächstes kommt und wann es sich verschiebt.', levels: ['Sagt, woran sie arbeitet und wann es fertig ist.', 'Teilt Arbeit in zeigbare Stücke und sagt früh, wenn eines sich verschiebt.', 'Plant über mehrere Menschen, nennt Risiken und was jedes kosten würde.', 'Entscheidet mit anderen, was nicht getan wird, und sagt warum.'] },
    problem: { name: 'Löst das eigentliche Problem', about: 'Sucht die Ursache und fragt, was es wert ist.', levels: ['Löst eine klare Aufgabe und holt Hilfe, wenn es stockt.', 'Findet die Ursache, nicht nur das Symptom.', 'Fragt, ob es das richtige Problem ist, und wählt das Einfachste, das hilft.', 'Findet lohnende Probleme, bevor man sie spürt.'] },
  },
}
