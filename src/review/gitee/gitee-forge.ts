import { sameAs } from '../author.ts';
import { createOnce } from '../create-once.ts';
import type { Forge, ReviewStatus, StatusPlace } from '../forge.ts';
import type { ForgeAddress } from '../forge-address.ts';
import { isRefusal } from '../forge-error.ts';
import { branchTip } from '../http/branch-tip.ts';
import { createForgeHttp, type ForgeHttp } from '../http/forge-http.ts';
import { helpForStatus } from '../http/help-for-status.ts';
import { listIn, memberOf, textIn } from '../http/read-json.ts';
import type { ReviewClock } from '../review-clock.ts';
import { annotateLines } from './annotate-lines.ts';

const RIGHTS = 'the rights `pull_requests` and `notes`, and for checks the role of an administrator';
/** No limit of Gitee's is documented, and none was tried there: this is a little under GitHub's. */
const LONGEST_COMMENT = 65_000;
/** Where the token may make no checks, a label says it. */
const LABELS = { passed: 'sluice-passed', failed: 'sluice-failed' } as const;

/**
 * Gitee, API v5, by its documentation: check runs are its "access control checks", which need an administrator, and
 * `assignees[].accept` is a reviewer's word. Not tried against gitee.com itself. The token goes into a header, never into the
 * address, where logs would keep it.
 */
export function createGiteeForge(address: ForgeAddress): Forge {
  const { repository, number, token, clock } = address;
  const http = createForgeHttp({
    ...address,
    headers: { accept: 'application/json', 'user-agent': 'sluice', authorization: `Bearer ${token}` },
    helpFor: (status) => helpForStatus(status, RIGHTS),
  });
  const repo = `/repos/${repository}`;
  const pull = `${repo}/pulls/${number}`;
  const author = async (): Promise<string> => textIn(await http.request('GET', '/user'), 'id');
  return {
    kind: 'gitee',
    longestComment: LONGEST_COMMENT,
    async pullRequest() {
      const found = await http.request('GET', pull);
      const branch = `${repo}/branches/${encodeURIComponent(textIn(found, 'base', 'ref'))}`;
      const base = await branchTip(http, branch, ['commit', 'sha'], textIn(found, 'base', 'sha'));
      return { head: textIn(found, 'head', 'sha'), base, author: textIn(found, 'user', 'login') };
    },
    async commentsWith(marker) {
      const isOurs = sameAs(await author(), ['user', 'id']);
      const all = await http.list(`${pull}/comments`);
      return all
        .filter((each) => textIn(each, 'body').startsWith(marker) && isOurs(each))
        .map((each) => ({ id: textIn(each, 'id'), body: textIn(each, 'body') }))
        .toSorted((a, b) => Number(a.id) - Number(b.id));
    },
    createComment: async (body) => void (await http.request('POST', `${pull}/comments`, { body })),
    updateComment: async (id, body) => void (await http.request('PATCH', `${repo}/pulls/comments/${id}`, { body })),
    deleteComment: async (id) => void (await http.request('DELETE', `${repo}/pulls/comments/${id}`)),
    async setStatus(status) {
      const annotated = await annotateLines(http, { repo, pull, author: await author() }, status, clock);
      try {
        return { as: await setCheck(http, repo, number, status, clock), annotated };
      } catch (error) {
        if (!isRefusal(error, 401, 403, 404)) throw error;
        return { as: await setLabel(http, pull, status), annotated };
      }
    },
    async approvers() {
      const assignees = listIn(await http.request('GET', pull), 'assignees');
      return assignees.filter((each) => memberOf(each, 'accept') === true).map((each) => textIn(each, 'login'));
    },
    membersOf: async () => undefined,
  };
}

async function setCheck(
  http: ForgeHttp,
  repo: string,
  number: number,
  { name, head, state, title, summary }: ReviewStatus,
  clock: ReviewClock,
): Promise<StatusPlace['as']> {
  const at = new Date(clock.now()).toISOString();
  // its documentation names no conclusion for what waits
  const conclusion = state === 'passed' ? 'success' : 'failure';
  const result = { status: 'completed', conclusion, completed_at: at, output: { title, summary } };
  const find = async (): Promise<string | undefined> => {
    const runs = listIn(await http.request('GET', `${repo}/commits/${head}/check-runs`), 'check_runs');
    const found = runs.find((each) => textIn(each, 'name') === name);
    return found === undefined ? undefined : textIn(found, 'id');
  };
  const update = (id: string): Promise<unknown> => http.request('PATCH', `${repo}/check-runs/${id}`, result);
  const known = await find();
  if (known !== undefined) await update(known);
  else {
    const run = { name, head_sha: head, pull_request_id: number, started_at: at, ...result };
    await createOnce(clock, async () => textIn(await http.request('POST', `${repo}/check-runs`, run), 'id'), find);
  }
  return 'check';
}

/** Puts one label on, and takes the other off. */
async function setLabel(http: ForgeHttp, pull: string, { state }: ReviewStatus): Promise<StatusPlace['as']> {
  const [now, before] = state === 'passed' ? [LABELS.passed, LABELS.failed] : [LABELS.failed, LABELS.passed];
  const labels = (await http.list(`${pull}/labels`)).map((each) => textIn(each, 'name'));
  const others = labels.filter((label) => label !== before && label !== now);
  // PUT replaces all of them, and may be asked twice
  await http.request('PUT', `${pull}/labels`, [...others, now]);
  return 'label';
}
