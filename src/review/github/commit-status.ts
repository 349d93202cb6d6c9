import type { ReviewStatus, StatusPlace } from '../forge.ts';
import type { ForgeHttp } from '../http/forge-http.ts';
import { onceMore } from '../once-more.ts';

/** GitHub's limit. */
const LONGEST_DESCRIPTION = 140;

const STATES = { passed: 'success', failed: 'failure', waiting: 'pending' } as const;

/** A commit status: for tokens that may make no check runs. The newest of a name counts, so it may be set twice. */
export async function setCommitStatus(http: ForgeHttp, repo: string, status: ReviewStatus): Promise<StatusPlace> {
  const { name, head, title } = status;
  const body = {
    state: STATES[status.state],
    context: name,
    description: title.slice(0, LONGEST_DESCRIPTION),
  };
  await onceMore(() => http.request('POST', `${repo}/statuses/${head}`, body));
  return { as: 'status', annotated: 0 };
}
