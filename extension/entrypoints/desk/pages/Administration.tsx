import type { Me } from '../../../../shared/people'
import { deskHref } from '../../../organisation/paths'
import { PageHead, Row, Rows, Section, useWords } from '../../../ui'
import { useDesk } from '../context'
import { adminGroups, adminParts, type AdminPart } from '../parts'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

/** Administration: the list of its parts, or one of them. Whoever has none finds nothing here, whoever has one finds it at once. */
export function Administration({ part }: { part?: string }) {
  const { t } = useWords()
  const { me } = useDesk()
  const mine = adminParts.filter((one) => one.who(me))
  const found = mine.length === 1 && part === undefined ? mine[0] : mine.find((one) => one.part === part)
  const listed = part === undefined && mine.length > 1
  useTitle(found ? t(found.label) : t(listed ? 'desk.administration' : 'desk.notFound'))
  if (listed) return <Parts me={me} mine={mine} />
  if (!found) return <NotFound />
  const Part = found.page
  return (
    <>
      <PageHead above={mine.length > 1 && <a href={deskHref('/administration')}>{t('desk.administration')}</a>} title={t(found.label)} />
      <Part key={found.part} />
    </>
  )
}

/** All that one may look after, in groups, each with what it is for. */
function Parts({ me, mine }: { me: Me; mine: readonly AdminPart[] }) {
  const { t } = useWords()
  return (
    <>
      <PageHead above={<bdi>{me.organisation.name}</bdi>} title={t('desk.administration')} />
      {adminGroups.map((group) => [group, mine.filter((one) => one.group === group)] as const).filter(([, parts]) => parts.length > 0).map(([group, parts]) => (
        <Section key={group} title={t(`admin.group.${group}`)}>
          <Rows lined label={t(`admin.group.${group}`)}>
            {parts.map((one) => <Row key={one.part} title={<strong>{t(one.label)}</strong>} detail={t(one.why)} href={deskHref(`/administration/${one.part}`)} />)}
            {group === 'data' && <Row title={<strong>{t('agreement.title')}</strong>} detail={t('admin.agreement.why')} href={deskHref('/agreement')} />}
          </Rows>
        </Section>
      ))}
    </>
  )
}
