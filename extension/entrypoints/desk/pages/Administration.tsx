import { PageHead, useWords } from '../../../ui'
import { useDesk } from '../context'
import { adminParts } from '../parts'
import { Tabs } from '../Tabs'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

/** Administration: one part of it, with the way to the others. Whoever has none of them finds nothing here. */
export function Administration({ part }: { part?: string }) {
  const { t } = useWords()
  const { me } = useDesk()
  const mine = adminParts.filter((one) => one.who(me))
  const found = part === undefined ? mine[0] : mine.find((one) => one.part === part)
  useTitle(found ? t(found.label) : t('desk.notFound'))
  if (!found) return <NotFound />
  const Part = found.page
  return (
    <>
      <PageHead title={t('desk.administration')} />
      <Tabs label={t('desk.administration')} tabs={mine.map((one) => ({ path: `/administration/${one.part}`, label: t(one.label), current: one === found }))} />
      <Part key={found.part} />
    </>
  )
}
