import { useEffect } from 'preact/hooks'
import { useWords } from '../../ui'

/** The window's title: this page, then the product. */
export function useTitle(title: string): void {
  const { t } = useWords()
  useEffect(() => void (document.title = t('desk.titled', { title, product: t('common.product') })), [title, t])
}
