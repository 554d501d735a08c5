import { describe, expect, it } from 'vitest'
import { sha256, siteIds, type SiteId } from '../../../shared/artifacts'
import { handlePlace, handleFits } from '../../../shared/handles'
import { newId } from '../../../shared/ids'
import { api, makeOrganisation, tokenFor } from '../support'

interface Account { instance: string; type: string; handle: string; also?: string }
/** A handle as it stands on each site, where it stands, and the same written otherwise where the site does not mind. */
const known: Partial<Record<SiteId, Account>> = {
  'github': { instance: 'github.com', type: 'pull_request', handle: 'ben-ode', also: 'Ben-Ode' },
  'jira': { instance: 'acme.atlassian.net', type: 'issue', handle: '712020:5f1b2c3d-aaaa-bbbb-cccc-000000000001' },
  'google-docs': { instance: 'docs.google.com', type: 'document', handle: 'ben.private@gmail.example', also: 'Ben.Private@Gmail.example' },
  'gitlab': { instance: 'gitlab.com', type: 'merge_request', handle: 'ben.ode', also: 'Ben.Ode' },
  'linear': { instance: 'linear.app/acme', type: 'issue', handle: 'ben', also: 'Ben' },
  'confluence': { instance: 'wiki.acme.example', type: 'page', handle: 'bode', also: 'BODE' },
  'notion': { instance: 'www.notion.so', type: 'page', handle: '7f00aa12-0000-0000-0000-000000000001' },
  'figma': { instance: 'www.figma.com', type: 'design', handle: '1029384756' },
  'azure-devops': { instance: 'dev.azure.com', type: 'work_item', handle: 'ben@acme.example', also: 'BEN@acme.example' },
  'bitbucket': { instance: 'bitbucket.org', type: 'pull_request', handle: 'ben_ode', also: 'Ben_Ode' },
  'asana': { instance: 'app.asana.com', type: 'task', handle: '1200000000000001' },
  'trello': { instance: 'trello.com', type: 'card', handle: 'benode1', also: 'BenOde1' },
  'clickup': { instance: 'app.clickup.com', type: 'task', handle: '81234567' },
  'openproject': { instance: 'acme.openproject.com', type: 'work_item', handle: '42' },
  'slack': { instance: 'acme.slack.com', type: 'message', handle: 'U012AB3CD' },
  'gmail': { instance: 'mail.google.com', type: 'email_thread', handle: 'ben.private@gmail.example' },
  'page': { instance: 'intranet.acme.example', type: 'page', handle: 'ben@acme.example' },
}
// A site of which nothing more is known: an address serves on each.
const accountOn = (site: SiteId): Account => known[site] ?? { instance: `${site}.example`, type: 'task', handle: 'ben@acme.example' }
const refOf = (site: SiteId, instance = accountOn(site).instance) => ({ site, instance, type: accountOn(site).type, key: 'K-1', url: `https://${instance.split('/')[0]}/K-1` })
const askedAs = async (handle: string) => (handle.includes('@') ? sha256(handle.toLowerCase()) : handle)

async function cast() {
  const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }, { name: 'Ben Ode' }, { name: 'Chi Tran' }, { name: 'Sam Lee' }, { name: 'Sam LEE', email: 'sam.two@acme.example' }] })
  const [ada, ben, chi] = await Promise.all(['Ada Okafor', 'Ben Ode', 'Chi Tran'].map(async (name) => api(await tokenFor(org, name))))
  const found = async (who: typeof ada, site: SiteId, human: object, instance?: string) => {
    const { json } = await who!.post('/api/v1/artifacts/open', { artifact: refOf(site, instance), people: [{ role: 'author', ...human }] })
    return [json.people[0].person?.name ?? null, json.people[0].by]
  }
  return { org, ada: ada!, ben: ben!, chi: chi!, found }
}

describe('a handle on every site', () => {
  it.each([...siteIds])('%s: proposed it works for its proposer, confirmed for all, on its own instance only', async (site) => {
    const { org, ada, ben, chi, found } = await cast()
    const { instance, handle, also } = accountOn(site)
    const body = { id: newId(), site, instance, handle, person: org.person('Ben Ode').id }
    const proposed = await ada.post('/api/v1/handles', body)
    expect([proposed.status, proposed.json.status]).toEqual([201, 'proposed'])
    const asked = { handle: await askedAs(handle) }
    expect(await found(ada, site, asked)).toEqual(['Ben Ode', 'proposed'])
    expect(await found(chi, site, asked)).toEqual([null, null])
    expect((await ben.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'handle.proposed', handle: { handle, site: handlePlace({ site, instance }).site } }])
    expect((await ben.post(`/api/v1/handles/${body.id}/confirm`)).status).toBe(200)
    expect(await found(chi, site, asked)).toEqual(['Ben Ode', 'confirmed'])
    if (also) expect(await found(chi, site, { handle: await askedAs(also) })).toEqual(['Ben Ode', 'confirmed'])
    expect(await found(chi, site, asked, 'elsewhere.acme.example')).toEqual([null, null])
    const { json } = await ben.post('/api/v1/artifacts/open', { artifact: refOf(site), people: [{ role: 'author', ...asked }] })
    expect(json.people[0].self).toBe(true)
  })

  it.each([...siteIds])('%s: whoever shows only a name is found by it alone if one has it, and it is never kept as a handle', async (site) => {
    const { org, ada, found } = await cast()
    expect(await found(ada, site, { handle: 'Chi Tran', name: 'chi  trán' })).toEqual(['Chi Tran', 'name'])
    expect(await found(ada, site, { handle: 'Sam Lee', name: 'Sam Lee' })).toEqual([null, null])
    expect(handleFits(site, 'Chi Tran')).toBe(false)
    const kept = await ada.post('/api/v1/handles', { id: newId(), site, instance: accountOn(site).instance, handle: 'Chi Tran', person: org.person('Chi Tran').id })
    expect([kept.status, kept.json.errors]).toEqual([422, [{ pointer: '/handle', code: 'invalid' }]])
    expect(await found(ada, site, { handle: 'x1x2x3', email: await sha256(org.person('Ben Ode').email) })).toEqual(['Ben Ode', 'email'])
  })
})

describe('one account in many places', () => {
  it('of Atlassian is one on every site of theirs, in Jira and Confluence alike', async () => {
    const { org, ben, chi, found } = await cast()
    const handle = '712020:5f1b2c3d-aaaa-bbbb-cccc-000000000009'
    const own = await ben.post('/api/v1/handles', { id: newId(), site: 'confluence', instance: 'acme.atlassian.net', handle, person: org.person('Ben Ode').id })
    expect(own.json).toMatchObject({ site: 'jira', instance: 'atlassian.net', status: 'confirmed' })
    expect(await found(chi, 'jira', { handle }, 'other.atlassian.net')).toEqual(['Ben Ode', 'confirmed'])
    expect(await found(chi, 'jira', { handle }, 'evilatlassian.net')).toEqual([null, null])
    expect(await found(chi, 'jira', { handle }, 'jira.acme.example/jira')).toEqual([null, null])
  })

  it('of a server at one’s own address is another than the public one, by its path too', async () => {
    const { org, ben, chi, found } = await cast()
    await ben.post('/api/v1/handles', { id: newId(), site: 'github', instance: 'GIT.acme.example/ghe', handle: 'ben', person: org.person('Ben Ode').id })
    expect(await found(chi, 'github', { handle: 'BEN' }, 'git.acme.example/ghe')).toEqual(['Ben Ode', 'confirmed'])
    expect(await found(chi, 'github', { handle: 'ben' }, 'git.acme.example')).toEqual([null, null])
    expect(await found(chi, 'github', { handle: 'ben' })).toEqual([null, null])
  })
})
