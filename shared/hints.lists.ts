/** TABLE: the words that hints look for, per language. A new language is a block here, and sentences of its own in the test. */

import { fold } from './text'

export interface Lists {
  /** Small words that tell the language. */
  small: ReadonlySet<string>
  /** Folded words that praise or blame. */
  verdict: ReadonlySet<string>
  /** Folded words that would fit any work of anybody. */
  generic: ReadonlySet<string>
  /** Over text in lower case; lookarounds keep what is found short. */
  patterns: Record<'personality' | 'absolute' | 'sandwich', readonly RegExp[]>
}

/** Words as they are written and as they are folded. */
const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean).flatMap((word) => [word, fold(word)]))
const either = (words: string): string => words.split(/\s*,\s*/).map((word) => word.replaceAll(' ', '\\s+')).join('|')
/** Words stand alone: `\b` knows no umlauts. */
const pattern = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}'-])(?:${source})(?![\\p{L}\\p{N}'-])`, 'u')

const enBlame = either('lazy, careless, sloppy, rude, arrogant, selfish, stupid, dumb, incompetent, unreliable, unprofessional, disorganised, disorganized, chaotic, stubborn, bossy, aggressive, oversensitive, too sensitive, too emotional, too quiet, too shy, too nice, immature, ignorant, clueless, toxic, annoying')
// With what follows these say what somebody did: "smart to split it", "difficult to reach".
const enTrait = either('difficult, negative, passive, weak, brilliant, smart, clever, intelligent, gifted, talented, amazing, awesome, wonderful, fantastic, incredible, perfect, the best, so nice, so kind, helpful, reliable, friendly')
const enThing = either('star, superstar, rockstar, rock star, genius, legend, hero, machine, natural, ninja, wizard, disaster, mess, bully, control freak, perfectionist, micromanager, pessimist, show-off, slacker, team player, born leader, natural leader, great person, good person, great guy, nice guy, nice person, great colleague, great developer, great engineer, great manager, bad manager, poor communicator, great communicator')
// Degrees between "are" and the trait; "not" is no degree.
const enVery = "(?:\\s+(?:so|very|really|just|simply|always|too|extremely|incredibly|quite|pretty|often|a\\s+bit|a\\s+little|sometimes|absolutely|truly|such|being|kind\\s+of|rather))*"
const enYou = "(?:(?:you|he|she)(?:\\s+(?:are|is|were|was|can\\s+be|seem|seems|come\\s+across\\s+as)|'re|'s))"

const deBlame = either('faul, schlampig, unordentlich, chaotisch, arrogant, überheblich, egoistisch, dumm, inkompetent, unfähig, unzuverlässig, unprofessionell, stur, aggressiv, überempfindlich, empfindlich, zickig, naiv, unreif, ahnungslos, toxisch, nervig')
const deTrait = either('schwierig, negativ, passiv, schwach, bequem, langsam, brillant, genial, klug, schlau, intelligent, begabt, talentiert, toll, großartig, wunderbar, fantastisch, perfekt, die beste, der beste, spitze, super, klasse, hilfsbereit, zuverlässig, freundlich, nett')
const deThing = either('star, superstar, rockstar, genie, legende, held, heldin, maschine, naturtalent, katastrophe, chaot, chaotin, perfektionist, perfektionistin, besserwisser, besserwisserin, kontrollfreak, mimose, faulpelz, teamplayer, toller mensch, tolle kollegin, toller kollege, guter entwickler, gute entwicklerin, geborene führungskraft, schatz, engel')
const deVery = '(?:\\s+(?:so|sehr|echt|wirklich|einfach|immer|zu|total|extrem|unglaublich|ziemlich|oft|manchmal|etwas|ein\\s+bisschen|ein\\s+wenig|absolut|richtig|eher|viel\\s+zu|halt))*'
const deYou = '(?:(?:du|er|sie)\\s+(?:bist|ist|warst|war|wirkst|wirkt)|bist\\s+du)'

export const lists = {
  en: {
    small: set('the a an and you your is are was were to of in it that this for with on but not he she they we my me i at how what when because so have has had did do does be been very really great good job well nice thanks thank always never every'),
    verdict: set("great good nice awesome amazing excellent fantastic brilliant wonderful super cool solid perfect outstanding incredible impressive best well thanks thank thx kudos love loved bad poor terrible weak disappointing disappointed better proud appreciate appreciated happy unhappy"),
    generic: set(`a an the and or but of in on at to for with by as from up out it its it's this that these those there here all everything anything something always never ever really very so such just too much many lot lots more most again still today yesterday week month quarter year recently lately
      you your you're youre yours we our us i my me i'm we're they he she his her is are was were be been being am do did does done doing have has had having will would could should can keep keeping kept go going made make makes get got need needs want try hard harder
      job work works working worked stuff thing things effort efforts team colleague colleagues project task tasks performance result results way going forward one person people member asset part
      guys man mate buddy hey hi dear all everyone everybody please yes no not sure absolutely totally truly definitely highly well done say said think thought feel like what how when because know hope expected expect improve improvement enough overall general usual awesome support help helping helped contribution contributions dedication commitment attitude`),
    patterns: {
      personality: [
        pattern(`${enYou}${enVery}\\s+(?:${enBlame})(?!\\s+(?:enough|loading|loaded))`),
        pattern(`${enYou}${enVery}\\s+(?:${enTrait})(?!\\s+(?:to|about|when|with|in|on|at|of|for|because|enough|and\\s+\\w+ed|\\w*loading|questions?|contracts?|idea|point|work|job|solution|review|move|fix))`),
        pattern(`${enYou}${enVery}\\s+(?:an?|the|our|my|such\\s+an?)\\s+(?:(?:real|true|absolute|total|complete)\\s+)?(?:${enThing})(?!\\s+(?:of\\s+this|in\\s+this))`),
      ],
      absolute: [
        // What somebody did once, and never did in it, is an event: "you never gave up", "never replied to #42".
        pattern(`(?:you|he|she)(?:'re|'ve|'s|\\s+(?:are|is|have|has|do|just|simply|will|can|would))?\\s+(?:always|never|constantly)(?!\\s+(?:mind|once|before|again|\\w+ed|gave|lost|let|made|said|took|had|went|forgot|got|came|ran|sent|told|left|wrote|meant|knew|thought|been\\s+to|seen|heard|met|welcome|were|was|did|saw|kept|found|held|brought|put|felt|stood))\\s+[\\p{L}']+`),
        pattern("(?:everyone|everybody|nobody|no\\s+one)\\s+(?:thinks|knows|says|likes|wants|agrees|feels|complains|trusts|understands)(?!\\s+(?:what|where|how|when|whether|why))"),
        pattern("you\\s+[^.,;!?]{2,40}\\s+all\\s+the\\s+time(?!\\s+(?:in|it|you|we|they|she|he|to|that))"),
        pattern("every\\s+(?:single\\s+)?time\\s+(?:you|he|she)"),
      ],
      sandwich: [
        pattern("(?<!not\\s(?:only|just)\\s(?:a\\s|an\\s)?)(?:great|good|nice|excellent|amazing|fantastic|awesome|solid|fine)\\s+(?:job|work|effort|talk|presentation|review|start|idea|stuff|session|demo|pr|pull\\s+request|draft|progress)(?:[^.!?]{0,60}[,;:–—-]|[^.!?]{0,40}[.!]|\\s)\\s*(?:but|however|though|although)(?!\\s+(?:also|then|above|most|for\\s+you|more\\s+importantly|what))"),
        pattern("(?:well\\s+done|you\\s+did\\s+(?:really\\s+)?well|you(?:'re|\\s+are)\\s+doing\\s+(?:great|well|fine))(?:[^.!?]{0,60}[,;–—-]|[.!])\\s*(?:but|however)(?!\\s+(?:also|then|more\\s+importantly))"),
        pattern("(?<!not\\s(?:that|only)\\s)i\\s+(?:really\\s+|do\\s+)?(?:like|love|appreciate|enjoyed|admire)\\s+[^.!?]{2,60}(?:,|\\.)\\s*(?:but|however)(?!\\s+(?:also|then|most|even\\s+more|more\\s+importantly|what))"),
      ],
    },
  },
  de: {
    small: set('der die das den dem ein eine einen und du dein deine dir dich ist bist war warst zu von in im es für mit auf aber nicht er sie wir ich mich mir wie was wann weil so hat hast hatte habe sehr wirklich gut gute toll super danke immer nie jedes jeder alle auch noch als bei beim nach über um an am zur zum'),
    verdict: set('schön schöne schönes schöner gut gute guter gutes guten toll tolle tolles toller tollen super klasse prima spitze stark starke starkes hervorragend hervorragende ausgezeichnet grossartig großartig großartige großartiges grossartige wunderbar wunderbare fantastisch fantastische perfekt perfekte genial geniale beste bester bestes danke dank dankeschon schlecht schlechte schwach schwache enttauschend enttauscht besser stolz schatze freue lob bravo sauber cool mega'),
    generic: set(`vielen diesem diesen vom ganz ganze ganzen gesamten insbesondere der die das den dem des ein eine einen einem einer und oder aber von in im an am zu zum zur fur für mit bei beim als aus auf uber über es dies diese dieser dieses dieser alles etwas immer nie wirklich sehr so einfach echt total ganz richtig zu viel viele mehr wieder noch heute gestern woche monat quartal jahr zuletzt letzte letzten
      du dein deine deinen deiner deinem dir dich wir unser unsere uns ich mein meine mich mir sie er ihr sein ist bist war warst waren sind bin hast hat habe haben hatte wird werden wurde kann kannst soll sollte muss musst mach machst machen macht gemacht weiter weiterhin so bleib bleibt lauft läuft geht gehen gib gibst gegeben
      arbeit arbeiten arbeitest gearbeitet job sache sachen ding dinge leistung einsatz muhe mühe engagement team kollege kollegin kollegen projekt aufgabe aufgaben ergebnis ergebnisse weise mensch person teil beitrag unterstutzung unterstützung hilfe geholfen haltung
      hallo hi lieber liebe alle bitte ja nein nicht sicher absolut voll was wie wenn weil finde fand denke glaube hoffe erwartet insgesamt allgemein wie ublich dafur dafür davon daran darauf auch mal nur doch`),
    patterns: {
      personality: [
        pattern(`${deYou}${deVery}\\s+(?:${deBlame})(?!\\s+(?:genug|geworden))`),
        pattern(`${deYou}${deVery}\\s+(?:${deTrait})(?!\\s+(?:darin|dabei|im|in|zu|mit|bei|vorbereitet|gelöst|geschrieben|gemacht|erklärt|gewesen\\s+zu|genug|geworden|am|an|für|auf|organisiert|durch))`),
        pattern(`${deYou}${deVery}\\s+(?:ein|eine|einfach\\s+ein|unser|unsere|mein|meine|der|die|so\\s+ein|so\\s+eine)\\s+(?:(?:echter|echte|wahrer|wahre|absoluter|absolute|totaler|totale)\\s+)?(?:${deThing})`),
      ],
      absolute: [
        pattern("du\\s+(?!hast|hattest|warst|konntest|wolltest|musstest|solltest)[\\p{L}]+(?:st|t)\\s+(?:(?:uns|mich|mir|dich|dir|sie|ihn|andere|anderen|das|einfach|ja|doch|auch|den|die|der|kollegen)\\s+){0,3}(?:immer|nie|niemals|ständig|dauernd|andauernd)(?!\\s+(?:wieder|noch|mehr|dann|wenn|häufiger|öfter|besser|schneller|weniger|sicherer|klarer|allein|\\p{L}+er\\s))"),
        pattern("(?<!wie\\s)(?:immer|nie|niemals|ständig|dauernd)\\s+(?:musst|machst|kommst|sagst|redest|unterbrichst|vergisst|hörst|willst|bist|antwortest|lässt)\\s+du"),
        pattern("(?:alle|jeder|niemand|keiner)\\s+(?:sagt|sagen|denkt|denken|findet|finden|mag|mögen|will|wollen|weiß|wissen|versteht|verstehen|beschwert|beschweren)(?!,?\\s+(?:was|wo|wie|wann|ob|warum|jetzt))"),
        pattern('jedes\\s+(?:einzelne\\s+)?mal,?\\s+wenn\\s+du'),
        pattern('du\\s+[^.,;!?]{2,40}\\s+die\\s+ganze\\s+zeit(?!,)'),
      ],
      sandwich: [
        pattern('(?<!nicht\\snur\\s(?:eine?\\s)?)(?:gute|gutes|guter|tolle|toller|tolles|super|klasse|schöne|schöner|starke|starker|prima)\\s+(?:arbeit|leistung|sache|idee|präsentation|vortrag|review|anfang|ansatz|entwurf|einsatz|demo|start|pr|job)(?:[^.!?]{0,60}[,;–—-]|[^.!?]{0,40}[.!]|\\s)\\s*(?:aber|jedoch|allerdings|trotzdem)(?!\\s+(?:auch|vor\\s+allem|noch\\s+wichtiger))'),
        pattern('(?:gut|super|toll|klasse|prima|schön)\\s+gemacht(?:[^.!?]{0,60}[,;–—-]|[.!])\\s*(?:aber|jedoch|allerdings)(?!\\s+(?:auch|vor\\s+allem))'),
        pattern('(?:mir\\s+gefällt|ich\\s+mag|ich\\s+schätze|ich\\s+finde)\\s+[^.!?]{2,70}(?:,|\\.)\\s*(?:aber|jedoch|allerdings)(?!\\s+(?:auch|vor\\s+allem|noch))'),
      ],
    },
  },
} as const satisfies Record<string, Lists>
