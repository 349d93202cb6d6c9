import { sameAs } from '../author.ts';
import type { Forge, ForgeComment } from '../forge.ts';
import { isRefusal } from '../forge-error.ts';
import type { ForgeAddress } from '../forge-address.ts';
import { branchTip } from '../http/branch-tip.ts';
import { createForgeHttp, type ForgeHttp } from '../http/forge-http.ts';
import { helpForStatus } from '../http/help-for-status.ts';
import { textIn } from '../http/read-json.ts';
import { setCheckRun } from './check-run.ts';
import { setCommitStatus } from './commit-status.ts';

const RIGHTS = '`permissions: { contents: read, pull-requests: write, checks: write, statuses: write }`';
/** GitHub answers 422 to a longer one. */
const LONGEST_COMMENT = 65_536;

/** GitHub and GitHub Enterprise Server, REST API version 2022-11-28. */
export function createGithubForge(address: ForgeAddress): Forge {
  const { repository, number, token } = address;
  const http = createForgeHttp({
    ...address,
    headers: {
      accept: 'application/vnd.github+json',
      'user-agent': 'sluice',
      'x-github-api-version': '2022-11-28',
      authorization: `Bearer ${token}`,
    },
    helpFor: (status) => helpForStatus(status, RIGHTS),
  });
  const repo = `/repos/${repository}`;
  return {
    kind: 'github',
    longestComment: LONGEST_COMMENT,
    async pullRequest() {
      const found = await http.request('GET', `${repo}/pulls/${number}`);
      const branch = `${repo}/branches/${encodeURIComponent(textIn(found, 'base', 'ref'))}`;
      const base = await branchTip(http, branch, ['commit', 'sha'], textIn(found, 'base', 'sha'));
      return { head: textIn(found, 'head', 'sha'), base, author: textIn(found, 'user', 'login') };
    },
    async commentsWith(marker) {
      const isOurs = await ours(http);
      const all = await http.list(`${repo}/issues/${number}/comments`);
      return all.filter((each) => textIn(each, 'body').startsWith(marker) && isOurs(each)).map(commentOf);
    },
    createComment: async (body) => void (await http.request('POST', `${repo}/issues/${number}/comments`, { body })),
    updateComment: async (id, body) => void (await http.request('PATCH', `${repo}/issues/comments/${id}`, { body })),
    deleteComment: async (id) => void (await http.request('DELETE', `${repo}/issues/comments/${id}`)),
    async setStatus(status) {
      try {
        return await setCheckRun(http, repo, status, address.clock);
      } catch (error) {
        // only apps, and the token of a workflow with `checks: write`, may make check runs
        if (!isRefusal(error, 403, 404)) throw error;
        return await setCommitStatus(http, repo, status);
      }
    },
    approvers: () => approvers(http, `${repo}/pulls/${number}/reviews`),
    async membersOf(group) {
      const [organisation = '', team] = group.split('/');
      if (team === undefined) return undefined;
      try {
        const members = await http.list(
          `/orgs/${encodeURIComponent(organisation)}/teams/${encodeURIComponent(team)}/members`,
        );
        return members.map((member) => textIn(member, 'login'));
      } catch (error) {
        if (isRefusal(error, 403, 404)) return undefined;
        throw error;
      }
    },
  };
}

function commentOf(found: unknown): ForgeComment {
  return { id: textIn(found, 'id'), body: textIn(found, 'body') };
}

/** The token of a workflow belongs to an app and has no user of its own: then comments of bots are ours. */
async function ours(http: ForgeHttp): Promise<(comment: unknown) => boolean> {
  try {
    return sameAs(textIn(await http.request('GET', '/user'), 'login'), ['user', 'login']);
  } catch (error) {
    if (!isRefusal(error, 401, 403, 404)) throw error;
    return (comment) => textIn(comment, 'user', 'type') === 'Bot';
  }
}

/** A reviewer's newest word counts; a remark takes nothing back. */
async function approvers(http: ForgeHttp, path: string): Promise<readonly string[]> {
  const words = new Map<string, string>();
  for (const review of await http.list(path)) {
    const state = textIn(review, 'state');
    if (state !== 'COMMENTED' && state !== 'PENDING') words.set(textIn(review, 'user', 'login'), state);
  }
  return [...words].filter(([, state]) => state === 'APPROVED').map(([login]) => login);
}
