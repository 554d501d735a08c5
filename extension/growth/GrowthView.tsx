import { useState } from 'preact/hooks'
import type { ArtifactRef } from '../../shared/artifacts'
import type { PersonExpectations, Standards } from '../../shared/expectations'
import { feedbackEndpoints } from '../../shared/feedback'
import { gapsOf, type Growth, growthEndpoints } from '../../shared/growth'
import { call } from '../bridge/call'
import { useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, LockIcon, Row, Rows, Section, State, useWords } from '../ui'
import { Areas } from './Areas'
import { Gap } from './Gap'
import { Sharing } from './Sharing'
import { Strengths } from './Strengths'
import { useRevise } from './useRevise'
import '../expectations/growth.css'

interface Props { person: string; standards: Standards; expected: PersonExpectations | null; /** The work at an address. */ identify: (address: string) => ArtifactRef | null }

/** One person's growth, for themselves, their manager, and those they share it with. */
export function GrowthView({ person, standards, expected, identify }: Props) {
  const { t, word, date } = useWords()
  const [version, setVersion] = useState<number | null>(null)
  const growth = useLoad(() => call(growthEndpoints.ofPerson, { params: { id: person }, query: version === null ? {} : { version: String(version) } }), [person, version])
  const cited = useLoad(() => call(feedbackEndpoints.citing, { params: { id: person } }), [person])
  const revise = useRevise(growth.value, version === null, growth.set, growth.again)
  if (growth.problem) return <State is="failed" what={word(problemWord(growth.problem))} onRetry={growth.again} />
  const found = growth.value
  if (!found) return <State is="loading" rows={5} />
  const gaps = gapsOf(expected?.competencies ?? [], found.self?.levels ?? [], found.byManager?.levels ?? [])
  const given = { growth: found, competencies: standards.competencies, revise, onChange: growth.set }
  return (
    <>
      <div class="growth-head">
        <h2 class="head">{t('plan.title')}</h2>
        <p class="small soft growth-who"><LockIcon /> <span>{whoSees(found, t)}</span></p>
      </div>
      {version !== null && <div class="line line-wrap"><p>{t('plan.looking', { version })}</p><Button look="line" onClick={() => setVersion(null)}>{t('plan.now')}</Button></div>}
      {standards.competencies.length === 0 ? <State is="empty" small what={t('growth.none')} why={t('growth.noneWhy')} /> : (
        <>
          <Gap {...given} gaps={gaps} />
          <Areas {...given} cited={cited.value?.items ?? []} identify={identify} />
          <Strengths {...given} cited={cited.value?.items ?? []} />
        </>
      )}
      {found.mine === 'own' && <Sharing growth={found} onChange={growth.set} />}
      {found.history.length > 0 && (
        <Section level={3} title={t('plan.history')}>
          <Rows lined label={t('plan.history')}>
            {found.history.map((one) => (
              <Row
                key={one.version} title={t('plan.version', { version: one.version, name: one.by.name ?? t('common.former'), date: date(one.at) })} detail={one.reason && <span dir="auto">{one.reason}</span>}
                {...(one.version !== found.version && { action: <Button look="quiet" aria-label={`${t('plan.look')}: ${one.version}`} onClick={() => setVersion(one.version)}>{t('plan.look')}</Button> })}
              />
            ))}
          </Rows>
        </Section>
      )}
    </>
  )
}

function whoSees({ mine, manager, person }: Growth, t: ReturnType<typeof useWords>['t']): string {
  if (mine === 'shared') return t('growth.privateShared', { name: person.name ?? '' })
  if (mine === 'manager') return t('growth.privateManager', { name: person.name ?? '' })
  return manager ? t('growth.private', { manager: manager.name ?? '' }) : t('growth.privateAlone')
}
