import type { ForgeAnswer, ForgeRequest } from './forge-server.ts';
import type { ForgeState, StoredComment } from './forge-state.ts';
import { linkedPage, NOT_FOUND, sent } from './pages.ts';

/** GitLab's REST API v4 for merge request 7 of acme/shop. */
export function answerGitlab(request: ForgeRequest, state: ForgeState): ForgeAnswer {
  const { method, path } = request;
  const [, rest = ''] = /^\/projects\/acme%2Fshop(\/.*)$/.exec(path) ?? [];
  switch (`${method} ${rest.replaceAll(/[0-9a-f]{40}/g, 'SHA').replaceAll(/\/\d+(?=\/|$)/g, '/N')}`) {
    case 'GET /merge_requests/N':
      return {
        status: 200,
        body: {
          sha: state.head,
          target_branch: 'main',
          diff_refs: { start_sha: '0'.repeat(40) },
          author: { username: state.author },
        },
      };
    case 'GET /repository/branches/main':
      return { status: 200, body: { commit: { id: state.base } } };
    case 'GET /merge_requests/N/notes':
      return linkedPage(state.comments.map(noteJson), request);
    case 'POST /merge_requests/N/notes':
      state.comments.push({ id: 1000 + state.comments.length, body: sent(request, 'body'), author: 'us' });
      return { status: 201, body: {} };
    case 'PUT /merge_requests/N/notes/N': {
      const found = state.comments.find(({ id }) => rest.endsWith(`/${id}`));
      if (found === undefined) return NOT_FOUND;
      found.body = sent(request, 'body');
      return { status: 200, body: noteJson(found) };
    }
    case 'DELETE /merge_requests/N/notes/N': {
      const index = state.comments.findIndex(({ id }) => rest.endsWith(`/${id}`));
      if (index < 0) return NOT_FOUND;
      state.comments.splice(index, 1);
      return { status: 204 };
    }
    case 'POST /statuses/SHA':
      return setStatus(request, rest.slice('/statuses/'.length), state);
    case 'GET /merge_requests/N/approvals': {
      const approved = state.reviews.filter((each) => each.state === 'APPROVED');
      return { status: 200, body: { approved_by: approved.map(({ login }) => ({ user: { username: login } })) } };
    }
    default:
      return elsewhere(request, state);
  }
}

function elsewhere({ path }: ForgeRequest, state: ForgeState): ForgeAnswer {
  if (path === '/user') return { status: 200, body: { id: 1, username: 'sluice-bot' } };
  const [, group = ''] = /^\/groups\/([^/]+)\/members\/all$/.exec(path) ?? [];
  const members = state.teams.get(decodeURIComponent(group));
  return members === undefined ? NOT_FOUND : { status: 200, body: members.map((username) => ({ username })) };
}

/** As GitLab: what has a state already cannot be set to the same one. */
function setStatus(request: ForgeRequest, head: string, { statuses }: ForgeState): ForgeAnswer {
  const status = {
    head,
    name: sent(request, 'name'),
    state: sent(request, 'state'),
    description: sent(request, 'description'),
  };
  const before = statuses.findLast((each) => each.head === head && each.name === status.name);
  if (before?.state === status.state)
    return { status: 400, body: { message: `Cannot transition status via :${status.state} from :${status.state}` } };
  statuses.push(status);
  return { status: 201, body: {} };
}

function noteJson({ id, body, author }: StoredComment): object {
  return { id, body, author: { id: author === 'us' ? 1 : 2 } };
}
