import type { ForgeAnswer, ForgeRequest } from './forge-server.ts';
import type { ForgeState, StoredCheck, StoredComment } from './forge-state.ts';
import { linkedPage, NOT_FOUND, sent } from './pages.ts';

const LONGEST = 65_536;
const FORBIDDEN: ForgeAnswer = { status: 403, body: { message: 'Resource not accessible by integration' } };

/** GitHub's REST API for pull request 7 of acme/shop, with the token of a workflow: it belongs to a bot. */
export function answerGithub(request: ForgeRequest, state: ForgeState): ForgeAnswer {
  const { method, path } = request;
  const [, rest = ''] = /^\/repos\/acme\/shop(\/.*)$/.exec(path) ?? [];
  switch (`${method} ${rest.replaceAll(/[0-9a-f]{40}/g, 'SHA').replaceAll(/\/\d+(?=\/|$)/g, '/N')}`) {
    case 'GET /pulls/N':
      if (!rest.endsWith('/7')) return NOT_FOUND;
      // as GitHub: the base is that of the last push
      return {
        status: 200,
        body: { head: { sha: state.head }, base: { ref: 'main', sha: '0'.repeat(40) }, user: { login: state.author } },
      };
    case 'GET /branches/main':
      return { status: 200, body: { commit: { sha: state.base } } };
    case 'GET /issues/N/comments':
      return linkedPage(state.comments.map(commentJson), request);
    case 'POST /issues/N/comments':
      return tooLong(request) ?? { status: 201, body: commentJson(add(state, sent(request, 'body'))) };
    case 'PATCH /issues/comments/N':
      return tooLong(request) ?? edit(request, state);
    case 'DELETE /issues/comments/N':
      return remove(request, state);
    case 'POST /check-runs':
      return state.mayCheck ? makeCheck(request, state) : FORBIDDEN;
    case 'PATCH /check-runs/N':
      return addAnnotations(request, state);
    case 'GET /commits/SHA/check-runs':
      return { status: 200, body: { check_runs: state.checks.map(checkJson) } };
    case 'POST /statuses/SHA': {
      const name = sent(request, 'context');
      state.statuses.push({
        head: rest.slice(10),
        name,
        state: sent(request, 'state'),
        description: sent(request, 'description'),
      });
      return sent(request, 'description').length > 140
        ? { status: 422, body: { message: 'too long' } }
        : { status: 201, body: {} };
    }
    case 'GET /pulls/N/reviews':
      return linkedPage(
        state.reviews.map(({ login, state: word }) => ({ user: { login }, state: word })),
        request,
      );
    default:
      return elsewhere(request, state);
  }
}

function elsewhere({ path, method }: ForgeRequest, state: ForgeState): ForgeAnswer {
  const [, organisation, team] = /^\/orgs\/([^/]+)\/teams\/([^/]+)\/members$/.exec(path) ?? [];
  const members = state.teams.get(`${organisation}/${team}`);
  if (method === 'GET' && members !== undefined) return { status: 200, body: members.map((login) => ({ login })) };
  return path === '/user' || organisation !== undefined ? FORBIDDEN : NOT_FOUND;
}

function add(state: ForgeState, body: string): StoredComment {
  const comment = { id: 1000 + state.comments.length, body, author: 'us' };
  state.comments.push(comment);
  return comment;
}

function commentJson({ id, body, author }: StoredComment): object {
  const login = author === 'us' ? 'github-actions[bot]' : author;
  return { id, body, user: { login, type: author === 'us' ? 'Bot' : 'User' } };
}

function edit(request: ForgeRequest, state: ForgeState): ForgeAnswer {
  const found = state.comments.find(({ id }) => request.path.endsWith(`/${id}`));
  if (found === undefined) return NOT_FOUND;
  found.body = sent(request, 'body');
  return { status: 200, body: commentJson(found) };
}

function remove({ path }: ForgeRequest, state: ForgeState): ForgeAnswer {
  const index = state.comments.findIndex(({ id }) => path.endsWith(`/${id}`));
  if (index < 0) return NOT_FOUND;
  state.comments.splice(index, 1);
  return { status: 204 };
}

function tooLong(request: ForgeRequest): ForgeAnswer | undefined {
  if (sent(request, 'body').length <= LONGEST) return undefined;
  return { status: 422, body: { message: 'Validation Failed: body is too long (maximum is 65536 characters)' } };
}

interface Output {
  readonly title: string;
  readonly annotations?: readonly unknown[];
}

function outputOf({ body }: ForgeRequest): Output {
  return body['output'] as Output; // our own client wrote it; a missing one fails the test
}

function makeCheck(request: ForgeRequest, state: ForgeState): ForgeAnswer {
  const { title, annotations = [] } = outputOf(request);
  if (annotations.length > 50) return { status: 422, body: { message: 'No more than 50 annotations' } };
  const check: StoredCheck = {
    id: 5000 + state.checks.length,
    name: sent(request, 'name'),
    head: sent(request, 'head_sha'),
    attempt: sent(request, 'external_id'),
    conclusion: sent(request, 'conclusion'),
    title,
    annotations: [...annotations],
    batches: [annotations.length],
  };
  state.checks.push(check);
  return { status: 201, body: checkJson(check) };
}

/** A further request adds to the annotations, and replaces nothing. */
function addAnnotations(request: ForgeRequest, state: ForgeState): ForgeAnswer {
  const found = state.checks.find(({ id }) => request.path.endsWith(`/${id}`));
  if (found === undefined) return NOT_FOUND;
  const { annotations = [] } = outputOf(request);
  if (annotations.length > 50) return { status: 422, body: { message: 'No more than 50 annotations' } };
  found.annotations.push(...annotations);
  found.batches.push(annotations.length);
  return { status: 200, body: checkJson(found) };
}

function checkJson({ id, name, attempt }: StoredCheck): object {
  return { id, name, external_id: attempt };
}
