import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HintCode, hintsOf, languageOf } from '../../shared/hints'

/** TABLE: what people write, and the first hint that they should be given; null = they should be left in peace. */
const sentences: Record<'en' | 'de', [text: string, hint: HintCode | null][]> = {
  en: [
    ['Great job!', 'behaviour'],
    ['Well done.', 'behaviour'],
    ['Thanks a lot for your hard work this quarter.', 'behaviour'],
    ['You did a really great job on this project, keep it up!', 'behaviour'],
    ['Amazing work as always, thank you so much!', 'behaviour'],
    ['Great work team, so proud of you all.', 'behaviour'],
    ['Your performance was disappointing and you need to do better.', 'behaviour'],
    ['I really appreciate your help with everything.', 'behaviour'],
    ['Good effort overall, you could do better.', 'behaviour'],
    ['Kudos to you for your amazing contributions.', 'behaviour'],
    ['Fixed the bug.', 'short'],
    ['Nice refactoring!', 'behaviour'],
    ['Reviewed my code.', 'short'],
    ['Helped me out.', 'short'],
    ['You are lazy.', 'personality'],
    ['Honestly, you are so lazy when nobody is watching the queue.', 'personality'],
    ['You’re brilliant and the release went out on Friday.', 'personality'],
    ['You are a genius, the parser is twice as fast.', 'personality'],
    ['You are a real team player and helped with the migration.', 'personality'],
    ['She is very unprofessional and the customer complained about the call.', 'personality'],
    ['He is arrogant; the design review took two hours.', 'personality'],
    ['You can be a bit rude in the channel of the on-call people.', 'personality'],
    ['You were careless, the deploy took the shop down.', 'personality'],
    ['You are too sensitive about comments on your pull requests.', 'personality'],
    ['You come across as aggressive, the thread with support shows it.', 'personality'],
    ['You’re such a perfectionist that the draft came a week late.', 'personality'],
    ['You always interrupt Chi in the planning.', 'absolute'],
    ['You never listen to what support tells us.', 'absolute'],
    ['You are always late for the stand-up and we wait.', 'absolute'],
    ['He constantly changes the plan after the review.', 'absolute'],
    ['Every time you join the call, the agenda is gone.', 'absolute'],
    ['Everyone thinks that the design takes too long.', 'absolute'],
    ['Nobody likes the way the tickets are written.', 'absolute'],
    ['You move tickets without asking all the time.', 'absolute'],
    ['Great work on the release, but the notes were missing.', 'sandwich'],
    ['Good presentation. However, the numbers on slide four were wrong.', 'sandwich'],
    ['I really like the new layout, but the tests do not run.', 'sandwich'],
    ['Nice PR! But please add tests for the retry.', 'sandwich'],
    ['Well done on the demo, but you spoke for forty minutes.', 'sandwich'],
    ['You found the race in the retry and wrote the test for it.', null],
    ['You brought a failing test for the double charge instead of an opinion.', null],
    ['Thank you for staying on the call with the hut in Oslo until the payment went through.', null],
    ['You asked support for three real refunds before you wrote the first line.', null],
    ['In the planning you spoke over Chi three times, and she stopped bringing numbers.', null],
    ['The retry never fires when the gateway answers late.', null],
    ['A test that always passes tells us nothing, and you removed two of them.', null],
    ['You made sure that the job never runs twice.', null],
    ['I will never forget how you rolled back at midnight and wrote it down for us.', null],
    ['The service is always on and you measured why.', null],
    ['You never gave up on the flaky test until it was gone.', null],
    ['You never once raised your voice while the shop was down.', null],
    ['The first run was good, but the second one showed the bug that you then found.', null],
    ['Not only great work on the map, but also on the words below it.', null],
    ['You are responsible for the ledger from Monday on.', null],
    ['You are right about the timeout: twelve seconds was too long.', null],
    ['You were careful to ask Ivy before the date moved.', null],
    ['You are smart to split the migration in two steps.', null],
    ['If you are lazy loading the tiles, the phone in the valley gets them first.', null],
    ['Never mind the lint warning, the release was fine after you pinned the version.', null],
    ['The customer said “you are always so slow”, and you asked them what slow meant.', null],
    ['Could you put the query plan into the description next time, so that nobody has to ask?', null],
    ['You answered every question in the thread within the hour, with the query plan beside it.', null],
    ['Thanks for the thorough review of the retry code and the two edge cases.', null],
    ['Your summary of the incident let sales answer the customer the same day.', null],
    ['Nobody knows why the gateway drops the call, and you offered to look.', null],
    ['You had all the time in the world and still began with the test.', null],
    ['You stayed calm when the import failed and told us every ten minutes where it stood.', null],
    ['It is difficult to read the log without the request id that you added.', null],
    ['You are at your best when the problem has two sides and you draw both.', null],
    ['When the numbers did not add up you said so in the meeting and not after it.', null],
    ['She is on leave from Thursday, and you took her hand-over without being asked.', null],
    ['You walked me through the deployment twice, and let me press the button the second time.', null],
    ['I like how you wrote down what we decided and who does it by when.', null],
    ['You were late twice this week, and the stand-up began without the numbers.', null],
    ['You wrote the', null],
    ['You found', null],
    ['', null],
  ],
  de: [
    ['Gute Arbeit!', 'behaviour'],
    ['Super gemacht.', 'behaviour'],
    ['Vielen Dank für deinen tollen Einsatz in diesem Quartal!', 'behaviour'],
    ['Du hast wirklich sehr gute Arbeit geleistet, weiter so!', 'behaviour'],
    ['Danke für alles, du machst das echt super.', 'behaviour'],
    ['Tolle Leistung von dir, wie immer!', 'behaviour'],
    ['Deine Leistung war enttäuschend, das muss besser werden.', 'behaviour'],
    ['Klasse Arbeit vom ganzen Team, mega!', 'behaviour'],
    ['Fehler behoben.', 'short'],
    ['Schönes Refactoring!', 'behaviour'],
    ['Hat mir geholfen.', 'short'],
    ['Du bist faul.', 'personality'],
    ['Du bist so unzuverlässig, das Ticket lag drei Wochen.', 'personality'],
    ['Du bist einfach genial, der Parser läuft doppelt so schnell.', 'personality'],
    ['Du bist ein echter Teamplayer und hast bei der Migration geholfen.', 'personality'],
    ['Du bist manchmal etwas arrogant im Kanal der Bereitschaft.', 'personality'],
    ['Er ist total chaotisch und die Übergabe hat gefehlt.', 'personality'],
    ['Sie ist sehr unprofessionell, der Kunde hat sich beschwert.', 'personality'],
    ['Du warst schlampig, der Shop stand eine Stunde.', 'personality'],
    ['Du bist viel zu empfindlich bei Kommentaren zu deinem Code.', 'personality'],
    ['Du wirkst ziemlich aggressiv, das zeigt der Faden mit dem Support.', 'personality'],
    ['Du bist ein Naturtalent, die Präsentation kam gut an.', 'personality'],
    ['Du unterbrichst Chi immer in der Planung.', null],
    ['Du unterbrichst immer die anderen in der Planung.', 'absolute'],
    ['Du hörst nie zu, wenn der Support etwas meldet.', 'absolute'],
    ['Du kommst ständig zu spät ins Stand-up.', 'absolute'],
    ['Immer musst du das letzte Wort haben.', 'absolute'],
    ['Du antwortest uns nie auf Fragen im Ticket.', 'absolute'],
    ['Jedes Mal, wenn du im Termin bist, fehlt die Agenda.', 'absolute'],
    ['Alle sagen, dass die Entwürfe zu lange dauern.', 'absolute'],
    ['Niemand mag die Art, wie die Tickets geschrieben sind.', 'absolute'],
    ['Du verschiebst Tickets ohne Absprache die ganze Zeit.', 'absolute'],
    ['Gute Arbeit beim Release, aber die Notizen haben gefehlt.', 'sandwich'],
    ['Schöne Präsentation. Allerdings waren die Zahlen auf Folie vier falsch.', 'sandwich'],
    ['Mir gefällt das neue Layout, aber die Tests laufen nicht.', 'sandwich'],
    ['Gut gemacht, aber du hast vierzig Minuten gesprochen.', 'sandwich'],
    ['Ich mag die Idee mit der Karte, aber sie kommt eine Woche zu spät.', 'sandwich'],
    ['Du hast den Wettlauf im Retry gefunden und den Test dafür geschrieben.', null],
    ['Du hast einen roten Test für die doppelte Buchung mitgebracht statt einer Meinung.', null],
    ['Danke, dass du mit der Hütte in Oslo am Telefon geblieben bist, bis die Zahlung durch war.', null],
    ['Du hast vor der ersten Zeile drei echte Erstattungen beim Support erfragt.', null],
    ['In der Planung bist du Chi dreimal ins Wort gefallen, danach kamen keine Zahlen mehr von ihr.', null],
    ['Der Retry feuert nie, wenn das Gateway spät antwortet.', null],
    ['Ein Test, der immer grün ist, sagt nichts, und du hast zwei davon entfernt.', null],
    ['Du hast dafür gesorgt, dass der Job nie doppelt läuft.', null],
    ['Du hast immer wieder nachgefragt, bis der Grund klar war.', null],
    ['Du fragst immer wieder nach, wenn ein Wort unklar ist.', null],
    ['Du hast nie aufgegeben, bis der wacklige Test weg war.', null],
    ['Das werde ich nie vergessen: du hast um Mitternacht zurückgerollt und es aufgeschrieben.', null],
    ['Der erste Lauf war gut, aber der zweite zeigte den Fehler, den du dann gefunden hast.', null],
    ['Nicht nur gute Arbeit an der Karte, sondern auch an den Worten darunter.', null],
    ['Du bist ab Montag für das Hauptbuch zuständig.', null],
    ['Du bist im Termin ruhig geblieben und hast die drei Schritte an die Tafel geschrieben.', null],
    ['Sie ist ab Donnerstag im Urlaub, und du hast ihre Übergabe von dir aus übernommen.', null],
    ['Du warst zweimal zu spät diese Woche, und das Stand-up begann ohne die Zahlen.', null],
    ['Der Kunde sagte „du bist immer so langsam“, und du hast gefragt, was langsam heißt.', null],
    ['Schreib den Abfrageplan beim nächsten Mal in die Beschreibung, dann muss niemand fragen.', null],
    ['Du hast jede Frage im Faden innerhalb einer Stunde beantwortet, mit dem Abfrageplan daneben.', null],
    ['Danke für das gründliche Review des Retry-Codes und die zwei Grenzfälle.', null],
    ['Deine Zusammenfassung der Störung hat es dem Vertrieb erlaubt, dem Kunden am selben Tag zu antworten.', null],
    ['Es ist schwierig, das Log ohne die Kennung zu lesen, die du ergänzt hast.', null],
    ['Niemand weiß, warum das Gateway abbricht, und du hast angeboten nachzusehen.', null],
    ['Du bist ruhig geblieben, als der Import scheiterte, und hast alle zehn Minuten gesagt, wo er steht.', null],
    ['Als die Zahlen nicht passten, hast du es im Termin gesagt und nicht danach.', null],
    ['Du hast mich zweimal durch das Deployment geführt und mich beim zweiten Mal drücken lassen.', null],
    ['Mir gefällt, wie du aufgeschrieben hast, was wir beschlossen haben und wer es bis wann macht.', null],
    ['Du wirst immer sicherer im Umgang mit dem Zähler, das hat Gus auch gesehen.', null],
    ['Die Bereitschaft war lange dran, und du hast sie um vier abgelöst.', null],
    ['Du hast die Hütten angerufen statt ein viertes Ticket zu schreiben; am Abend kannten wir den Grund.', null],
    ['Wie immer am Monatsende fehlte die Summe, und du hast gezeigt, woher das kommt.', null],
    ['Du hast die Notfallkarte so gezeichnet, dass man sie mit Handschuhen lesen kann.', null],
    ['Du hast den', null],
    ['Du hast', null],
    ['', null],
  ],
}

describe.each(Object.entries(sentences))('%s', (language, table) => {
  it.each(table.map(([text, hint]) => [text, hint] as const))('%s', (text, hint) => {
    expect(hintsOf(text, { language })[0]?.code ?? null).toBe(hint)
  })

  it('has sixty sentences and more, thirty of them at least innocent, and keeps its language whatever the reader’s is', () => {
    expect(table.length).toBeGreaterThanOrEqual(60)
    expect(table.filter(([, hint]) => hint === null).length).toBeGreaterThanOrEqual(30)
    for (const [text] of table.filter(([text]) => text.split(' ').length > 6)) expect([language, null], text).toContain(languageOf(text))
  })
})

describe('hints', () => {
  it('quote the words that they mean', () => {
    expect(hintsOf('The shop was down. You’re so lazy, honestly, in the on-call week.')).toEqual([{ code: 'personality', found: 'You’re so lazy' }])
    expect(hintsOf('Du hörst nie zu, wenn der Support etwas meldet.')[0]!.found).toBe('Du hörst nie')
  })

  it('say what is missing only where what was done is said', () => {
    for (const field of ['impact', 'next', 'goal', 'will']) expect(hintsOf('Great job!', { field })).toEqual([])
    expect(hintsOf('You always interrupt me.', { field: 'situation' })).toEqual([])
    expect(hintsOf('You always interrupt me.', { field: 'impact' }).map(({ code }) => code)).toEqual(['absolute'])
  })

  it('know only brevity in a language without lists', () => {
    expect(hintsOf('عمل رائع!', { language: 'ar' }).map(({ code }) => code)).toEqual(['short'])
    expect(hintsOf('وجدت السباق في إعادة المحاولة وكتبت الاختبار له.', { language: 'ar' })).toEqual([])
    expect(hintsOf('شكرا لك', { language: 'ar' })).toEqual([])
  })

  it('never throw and never take long, whatever is typed', () => {
    const words = fc.array(fc.constantFrom('you', 'are', 'always', 'very', 'so', 'a bit', 'great', 'work', ',', 'but', 'lazy', 'du', 'bist', 'immer', 'nie', 'gute', 'Arbeit', 'aber', '.', '“', '"'), { maxLength: 400 }).map((all) => all.join(' '))
    fc.assert(fc.property(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 400 })), (text) => {
      const hints = hintsOf(text)
      expect(new Set(hints.map(({ code }) => code)).size).toBe(hints.length)
      for (const { code, found } of hints) expect(found === '').toBe(code === 'behaviour' || code === 'short')
    }))
    const started = performance.now()
    for (const part of ['you are very ', 'great work ', 'du ', 'i like it ', '"']) hintsOf(part.repeat(1_000))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
