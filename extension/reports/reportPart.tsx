/** What reports put on a card: a line in its menu. */
import type { CardPart, OnPart } from '../feedback/cardParts'
import { later } from '../ui'

const ReportDialog = later<OnPart>(() => import('./ReportDialog').then((module) => module.ReportDialog))

export const reportPart: CardPart = {
  name: 'report',
  menu: ({ card, open }, { t }) => (card.mine === 'author' ? [] : [{ label: t('report.menu'), danger: true, onSelect: open }]),
  Below: (on) => (on.isOpen ? <ReportDialog {...on} /> : null),
}
