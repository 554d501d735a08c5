import { languages, type Language } from '../../shared/words/index'
import { themes } from '../../shared/people'
import { Segmented, useWords } from '../ui'

type Theme = (typeof themes)[number]

interface Props {
  /** Null = the browser's. */
  language: Language | null
  theme: Theme
  onLanguage: (language: Language | null) => void
  onTheme: (theme: Theme) => void
}

/** Language and theme. A language is named in itself. */
export function LookChoice({ language, theme, onLanguage, onTheme }: Props) {
  const { t } = useWords()
  return (
    <div class="stack">
      <Segmented
        shown look="boxes" label={t('settings.language')} value={language ?? 'browser'}
        options={[{ value: 'browser', label: t('settings.language.browser') }, ...languages.map((one) => ({ value: one as Language | 'browser', label: t(`settings.language.${one}`) }))]}
        onChange={(chosen) => onLanguage(chosen === 'browser' ? null : chosen)}
      />
      <Segmented shown look="boxes" label={t('settings.theme')} value={theme} options={themes.map((one) => ({ value: one, label: t(`settings.theme.${one}`) }))} onChange={onTheme} />
    </div>
  )
}
