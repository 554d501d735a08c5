/**
 * The kit. A page imports this and `kit.css`, once; a whole page `page.css` too. It knows people's words and nothing of the domain.
 *
 * Start a page:
 *   import '../../ui/kit.css'
 *   await loadWords(language)
 *   render(<ThemeProvider theme="system"><WordsProvider language={language}><App /><StatusRegion /></WordsProvider></ThemeProvider>, root)
 *
 * Words         const { t, rich, word, list, date, ago, number, language, dir } = useWords()
 *               t('feedback.sent', { names: ['Ben', 'Chi'] });  rich(...) sets <b>..</b> strong and isolates every value
 * Button        look accent (recognition only) | ink | outline | line | quiet | danger | link; size small | normal | large; keys="Ctrl+Enter"; icon
 *               there is no `disabled`: pressed too early, move focus to what is missing and say so (announce)
 * ButtonLink, IconButton(label), Keys
 * Field, TextArea(words, fill), Tick      label, optional, aside, hint, error; value + onInput(value); innerRef
 * Chip, ChipLink, ChipToggle(chosen, onToggle, accent), ChipChosen(name, onRemove), ChipAdd, Chips(label)     person | icon, role
 * Segmented(label, options, value, onChange, look well | boxes)
 * Avatar(name, size), Mark, Stone(kind), Shape(state), *Icon
 * Menu(label, items), Dialog(open, onClose, title, actions), KeysHelp(open, onClose, bindings), useKeys({ 'Ctrl+Enter': send, '?': help })
 * Combobox(label, search(query, signal) -> ChoiceGroup[], onChoose): keep `search` stable (useCallback), groups are "On this page", "Frequent", "All"
 * State(is empty | loading | failed | offline), useLate(200), RingTimer(until, total), announce(text) + StatusRegion
 * Plot (ui/Plot, by itself: says, points, from, to, start, target, stretch, today): one measure over time
 * ThemeProvider(theme system | light | dark), PageHead(above, title), DeskShell (ui/DeskShell, by itself: places, person, tools, details, onGo)
 * Card(head, end, band, fresh, accent), Meta(icon), Timeline + Entry(mark, head, foot), Row(mark, title, detail, action, href), Rows(lined), Section(title, aside, small)
 *
 * Classes for the rest: title head subhead small tiny soft faint medium words quote figures cut; stack line (set --space) line-wrap line-between grow;
 * strip, hatched, hidden-visually, pull-start, pull-end.
 */
export * from './words'
export { afterRender } from './afterRender'
export * from './Avatar'
export * from './Button'
export * from './Card'
export * from './Chip'
export * from './Combobox'
export * from './Dialog'
export * from './Field'
export * from './icons'
export * from './keys'
export * from './KeysHelp'
export { later } from './Later'
export * from './Listbox'
export * from './Menu'
export * from './PageHead'
export * from './RingTimer'
export * from './Row'
export * from './Segmented'
export * from './Select'
export * from './State'
export * from './status'
export * from './stones'
export * from './theme'
export * from './Timeline'
export * from './useChoices'
export * from './useKeys'
export * from './useLate'
