/** Jira's payload of an issue, after Atlassian's documentation of webhooks (Cloud, and Data Center, whose epic stands in a field of its own). */
interface Wish { key: string; done: boolean; at: string; epic?: string; epicField?: string; labels?: string[]; base?: string }

export function issueUpdated({ key, done, at, epic, epicField, labels = [], base = 'https://acme.atlassian.net' }: Wish) {
  const status = done ? { name: 'Live', id: '10002', statusCategory: { self: `${base}/rest/api/2/statuscategory/3`, id: 3, key: 'done', colorName: 'green', name: 'Done' } } : { name: 'Doing', id: '3', statusCategory: { self: `${base}/rest/api/2/statuscategory/4`, id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' } }
  return {
    timestamp: Date.parse('2026-11-02T12:00:00Z'), webhookEvent: 'jira:issue_updated', issue_event_type_name: 'issue_generic',
    user: { self: `${base}/rest/api/2/user?accountId=99:27935d01`, accountId: '99:27935d01', displayName: 'Chi Tran', active: true, timeZone: 'Europe/Berlin', accountType: 'atlassian' },
    issue: {
      id: '99291', self: `${base}/rest/api/2/issue/99291`, key,
      fields: {
        summary: 'Retry payments after a timeout', created: '2026-10-16T23:46:10.612+0100', updated: at, labels, priority: { name: 'Minor', id: '4' }, status: { self: `${base}/rest/api/2/status/${status.id}`, ...status },
        project: { self: `${base}/rest/api/2/project/10000`, id: '10000', key: key.split('-')[0], name: 'Payments' }, issuetype: { id: '10001', name: 'Story', subtask: false, hierarchyLevel: 0 },
        ...(epic ? { parent: { id: '99200', key: epic, self: `${base}/rest/api/2/issue/99200`, fields: { summary: 'Checkout', issuetype: { name: 'Epic', hierarchyLevel: 1 } } } } : { parent: null }), ...(epicField ? { customfield_10101: epicField, customfield_10102: 'not a key' } : {}),
      },
    },
    changelog: { id: '10124', items: [{ field: 'status', fieldtype: 'jira', from: '3', fromString: 'Doing', to: '10002', toString: 'Live' }] },
  }
}
