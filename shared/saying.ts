/** Says an audience in words: for the composer before sending and for the card after. One function, so that both say the same. */
import type { AudienceSaid } from './audience'
import type { Word } from './words'

/**
 * The sentences that say who sees something, the most important first.
 * @param said the audience in its travelling form
 * @param viewer who reads the sentence: they are "you"
 */
export function sayWho(said: AudienceSaid, viewer: string): Word[] {
  const sentences: Word[] = []
  if (said.visibility === 'organization' && said.organisation) {
    const { name, size, includesContractors } = said.organisation
    sentences.push({ key: includesContractors ? 'audience.organisationAll' : 'audience.organisation', values: { organisation: name, count: size } })
    const outside = said.people.filter((one) => one.id !== viewer).map((one) => one.name)
    if (outside.length > 0) sentences.push({ key: 'audience.outsideToo', values: { names: outside } })
    if (said.team) sentences.push({ key: 'audience.teamToo', values: { team: said.team.name, count: said.team.size } })
  } else if (said.visibility === 'team' && said.team) {
    const author = said.people.filter((one) => one.id !== viewer).map((one) => one.name)
    const values = { team: said.team.name, count: said.team.size, names: author }
    sentences.push({ key: !said.toTeam ? 'audience.team' : author.length > 0 ? 'audience.wholeTeamAnd' : 'audience.wholeTeamAndYou', values })
  } else {
    const others = said.people.filter((one) => one.id !== viewer).map((one) => said.managers.find((manager) => manager.id === one.id) ?? one)
    const youIn = said.people.some((one) => one.id === viewer)
    const names = others.map((one) => one.name)
    if (names.length === 0) sentences.push({ key: 'audience.onlyYou' })
    else sentences.push({ key: !youIn ? 'audience.names' : names.length > 1 ? 'audience.manyAndYou' : 'audience.namesAndYou', values: { names } })
    for (const manager of said.managers) {
      sentences.push(manager.id === viewer ? { key: 'audience.youAsManager', values: { of: manager.of } } : { key: 'audience.manager', values: { manager: manager.name, of: manager.of } })
    }
    sentences.push({ key: 'audience.notHr' })
  }
  for (const name of said.withoutManager) sentences.push({ key: 'audience.noManager', values: { name } })
  if (said.narrowedBy.length > 0) sentences.push({ key: said.toTeam ? 'audience.narrowedTeam' : 'audience.narrowed', values: { names: said.narrowedBy } })
  return sentences
}
