import { sameAs } from '../author.ts';
import type { Forge } from '../forge.ts';
import type { ForgeAddress } from '../forge-address.ts';
import { isRefusal } from '../forge-error.ts';
import { branchTip } from '../http/branch-tip.ts';
import { createForgeHttp } from '../http/forge-http.ts';
import { helpForStatus } from '../http/help-for-status.ts';
import { listIn, textIn } from '../http/read-json.ts';
import { onceMore } from '../once-more.ts';

const RIGHTS = 'the scope `api` and the role Developer: the job token of GitLab may write no notes';
/** GitLab's limit of a note. */
const LONGEST_COMMENT = 1_000_000;
const LONGEST_DESCRIPTION = 140;
const STATES = { passed: 'success', failed: 'failed', waiting: 'pending' } as const;

/**
 * GitLab of gitlab.com and of one's own, REST API v4. Annotations are not sent: GitLab shows them from the Code Quality
 * report of the job (`--output gitlab`), also on lines that the merge request does not touch.
 */
export function createGitlabForge(address: ForgeAddress): Forge {
  const { number, token } = address;
  const http = createForgeHttp({
    ...address,
    headers: { accept: 'application/json', 'user-agent': 'sluice', 'private-token': token },
    helpFor: (status) => helpForStatus(status, RIGHTS),
  });
  const project = `/projects/${encodeURIComponent(address.repository)}`;
  const request = `${project}/merge_requests/${number}`;
  return {
    kind: 'gitlab',
    longestComment: LONGEST_COMMENT,
    async pullRequest() {
      const found = await http.request('GET', request);
      const branch = `${project}/repository/branches/${encodeURIComponent(textIn(found, 'target_branch'))}`;
      const base = await branchTip(http, branch, ['commit', 'id'], textIn(found, 'diff_refs', 'start_sha'));
      return { head: textIn(found, 'sha'), base, author: textIn(found, 'author', 'username') };
    },
    async commentsWith(marker) {
      const isOurs = sameAs(textIn(await http.request('GET', '/user'), 'id'), ['author', 'id']);
      const notes = await http.list(`${request}/notes?sort=asc&order_by=created_at`);
      return notes
        .filter((note) => textIn(note, 'body').startsWith(marker) && isOurs(note))
        .map((note) => ({ id: textIn(note, 'id'), body: textIn(note, 'body') }));
    },
    createComment: async (body) => void (await http.request('POST', `${request}/notes`, { body })),
    updateComment: async (id, body) => void (await http.request('PUT', `${request}/notes/${id}`, { body })),
    deleteComment: async (id) => void (await http.request('DELETE', `${request}/notes/${id}`)),
    async setStatus({ name, head, state, title }) {
      const body = { state: STATES[state], name, description: title.slice(0, LONGEST_DESCRIPTION) };
      await onceMore(() => http.request('POST', `${project}/statuses/${head}`, body)).catch((error: unknown) => {
        // it has this state already
        if (!(isRefusal(error, 400) && /cannot transition status/i.test(error.message))) throw error;
      });
      return { as: 'status', annotated: 0 };
    },
    async approvers() {
      const found = await http.request('GET', `${request}/approvals`);
      return listIn(found, 'approved_by').map((each) => textIn(each, 'user', 'username'));
    },
    async membersOf(group) {
      try {
        const members = await http.list(`/groups/${encodeURIComponent(group)}/members/all`);
        return members.map((member) => textIn(member, 'username'));
      } catch (error) {
        if (isRefusal(error, 403, 404)) return undefined;
        throw error;
      }
    },
  };
}
