import type { ForgeAnswer, ForgeRequest } from './forge-server.ts';
import type { ForgeState, StoredComment } from './forge-state.ts';
import { countedPage, NOT_FOUND, sent } from './pages.ts';

/** Gitee's API v5 for pull request 7 of acme/shop. */
export function answerGitee(request: ForgeRequest, state: ForgeState): ForgeAnswer {
  const { method, path } = request;
  const [, rest = ''] = /^\/repos\/acme\/shop(\/.*)$/.exec(path) ?? [];
  switch (`${method} ${rest.replaceAll(/[0-9a-f]{40}/g, 'SHA').replaceAll(/\/\d+(?=\/|$)/g, '/N')}`) {
    case 'GET /pulls/N': {
      const assignees = state.reviews.map(({ login, state: word }) => ({ login, accept: word === 'APPROVED' }));
      return {
        status: 200,
        body: {
          head: { sha: state.head },
          base: { ref: 'main', sha: '0'.repeat(40) },
          assignees,
          user: { login: state.author },
        },
      };
    }
    case 'GET /branches/main':
      return { status: 200, body: { commit: { sha: state.base } } };
    case 'GET /pulls/N/comments':
      return countedPage(state.comments.map(commentJson), request);
    case 'POST /pulls/N/comments':
      return addComment(request, state);
    case 'PATCH /pulls/comments/N': {
      const found = state.comments.find(({ id }) => rest.endsWith(`/${id}`));
      if (found === undefined) return NOT_FOUND;
      found.body = sent(request, 'body');
      return { status: 200, body: commentJson(found) };
    }
    case 'DELETE /pulls/comments/N': {
      const index = state.comments.findIndex(({ id }) => rest.endsWith(`/${id}`));
      if (index < 0) return NOT_FOUND;
      state.comments.splice(index, 1);
      return { status: 204 };
    }
    case 'GET /pulls/N/files':
      return countedPage(state.files, request);
    case 'GET /pulls/N/labels':
      return countedPage(
        state.labels.map((name) => ({ name })),
        request,
      );
    case 'PUT /pulls/N/labels':
      state.labels = Object.values(request.body).map(String);
      return { status: 200, body: [] };
    default:
      return checks(request, rest, state);
  }
}

let nextId = 1000;

function addComment(request: ForgeRequest, state: ForgeState): ForgeAnswer {
  const path = sent(request, 'path');
  const place = path === '' ? {} : { path, position: Number(sent(request, 'position')) };
  const comment = { id: (nextId += 1), body: sent(request, 'body'), author: 'us', ...place };
  state.comments.push(comment);
  return { status: 201, body: commentJson(comment) };
}

/** Check runs are for administrators of the repository. */
function checks(request: ForgeRequest, rest: string, state: ForgeState): ForgeAnswer {
  if (request.path === '/user') return { status: 200, body: { id: 1, login: 'sluice-bot' } };
  if (!rest.includes('/check-runs')) return NOT_FOUND;
  if (!state.mayCheck) return { status: 403, body: { message: 'no permission' } };
  if (request.method === 'GET') {
    const runs = state.checks.map(({ id, name }) => ({ id, name }));
    return { status: 200, body: { total_count: runs.length, check_runs: runs } };
  }
  const output = request.body['output'] as { readonly title: string }; // our own client wrote it
  const conclusion = sent(request, 'conclusion');
  const found = state.checks.find(({ id }) => rest.endsWith(`/${id}`));
  if (found !== undefined) Object.assign(found, { conclusion, title: output.title });
  else
    state.checks.push({
      id: 5000 + state.checks.length,
      name: sent(request, 'name'),
      head: sent(request, 'head_sha'),
      attempt: '',
      conclusion,
      title: output.title,
      annotations: [],
      batches: [],
    });
  return { status: found === undefined ? 201 : 200, body: { id: state.checks.at(-1)?.id } };
}

function commentJson({ id, body, author }: StoredComment): object {
  return { id, body, user: { id: author === 'us' ? 1 : 2 } };
}
