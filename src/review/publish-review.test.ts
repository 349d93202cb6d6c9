import { describe, expect, test } from 'vitest';
import { TOKEN, type ForgeServer } from '../../test/support/forge/forge-server.ts';
import { neededOf, plans, publicationOf } from '../../test/support/forge/publication-of.ts';
import { BASE, HEAD, reviewAt, startForge, testClock } from '../../test/support/forge/review-at.ts';
import type { ForgeKind } from './create-forge.ts';
import { ForgeError } from './forge-error.ts';
import { markerLine, markerOf } from './marker.ts';

const NEWER = 'c'.repeat(40);
const MARKER = markerOf('shop', 'prod');

const KINDS: readonly ForgeKind[] = ['github', 'gitlab', 'gitee'];

function fillWithOthers({ state }: ForgeServer, count: number): void {
  for (let id = 1; id <= count; id += 1) state.comments.push({ id, body: `remark ${id}`, author: 'ann' });
}

/** What the forge shows beside the commit. */
function shownIn({ state }: ForgeServer): string | undefined {
  return state.checks.at(-1)?.conclusion ?? state.statuses.at(-1)?.state;
}

function ours({ state }: ForgeServer): readonly string[] {
  return state.comments.filter(({ body }) => body.startsWith(MARKER)).map(({ body }) => body);
}

describe.each(KINDS)('publishReview to %s', (kind) => {
  test('writes one comment and one check, and edits both in place afterwards, however many pages there are', async () => {
    await using server = await startForge(kind);
    fillWithOthers(server, 250);
    const first = await reviewAt(kind, server);
    expect(first).toMatchObject({
      outcome: 'published',
      comment: 'created',
      verdict: { state: 'passed' },
      notices: [],
    });
    const second = await reviewAt(kind, server, {
      plan: plans({ markdown: '### Plan two\n' }),
    });
    expect(second.comment).toBe('updated');
    expect(ours(server)).toEqual([
      `${MARKER}head=${HEAD} base=${BASE} at=2026-03-02T00:00:00.000Z -->\n### Plan two\n`,
    ]);
    expect(server.state.comments).toHaveLength(251);
    const names = [...server.state.checks, ...server.state.statuses].map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(['sluice: shop (prod)']));
  });

  test('leaves alone what somebody else has written under the marker', async () => {
    await using server = await startForge(kind);
    const line = markerLine(MARKER, { head: NEWER, base: BASE, at: '2099-01-01T00:00:00.000Z' });
    server.state.comments.push({ id: 1, body: `${line}\nnothing to see`, author: 'mallory' });
    expect((await reviewAt(kind, server)).comment).toBe('created');
    expect(server.state.comments[0]?.body).toContain('nothing to see');
  });

  test('makes one of two comments', async () => {
    await using server = await startForge(kind);
    const line = markerLine(MARKER, { head: HEAD, base: BASE, at: '2026-03-01T00:00:00.000Z' });
    for (const id of [1, 2]) server.state.comments.push({ id, body: `${line}\nold ${id}`, author: 'us' });
    await reviewAt(kind, server);
    expect(server.state.comments.map(({ id }) => id)).toEqual([2]);
    expect(ours(server)).toHaveLength(1);
  });

  test('writes nothing where the branch has moved on', async () => {
    await using server = await startForge(kind);
    server.state.head = NEWER;
    const published = await reviewAt(kind, server);
    expect(published).toMatchObject({ outcome: 'stale', comment: undefined });
    expect(server.seen.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('does not write over the plan of a newer commit that it cannot see yet', async () => {
    await using server = await startForge(kind);
    const line = markerLine(MARKER, { head: NEWER, base: BASE, at: '2026-03-02T00:00:01.000Z' });
    server.state.comments.push({ id: 1, body: `${line}\nnewer`, author: 'us' });
    expect(await reviewAt(kind, server)).toMatchObject({ outcome: 'stale', comment: 'kept-newer' });
    expect(server.state.comments[0]?.body).toContain('newer');
    expect([...server.state.checks, ...server.state.statuses]).toEqual([]);
  });

  test('plans again where the base moves while it plans', async () => {
    await using server = await startForge(kind);
    const planned: string[] = [];
    const published = await reviewAt(kind, server, {
      plan: async (base) => {
        planned.push(base);
        server.state.base = NEWER;
        return publicationOf(base);
      },
    });
    expect(planned).toEqual([BASE, NEWER]);
    expect(published.notices).toHaveLength(1);
    expect(ours(server)[0]).toContain(`base=${NEWER}`);
  });

  test('gives up after three rounds on a base that never rests, and says so', async () => {
    await using server = await startForge(kind);
    let round = 0;
    const published = await reviewAt(kind, server, {
      plan: async (base) => {
        round += 1;
        server.state.base = String(round).repeat(40);
        return publicationOf(base);
      },
    });
    expect(round).toBe(3);
    expect(published.outcome).toBe('published');
    expect(published.notices.at(-1)?.template).toContain('run it again');
  });

  test('makes no comment where nothing changes, but edits the one that is there', async () => {
    await using server = await startForge(kind);
    const nothing = plans({ changes: 0, markdown: 'no change\n' });
    expect((await reviewAt(kind, server, { plan: nothing })).comment).toBe('none');
    expect(ours(server)).toEqual([]);
    expect((await reviewAt(kind, server, { plan: nothing, always: true })).comment).toBe('created');
    await reviewAt(kind, server);
    await reviewAt(kind, server, { plan: nothing });
    expect(ours(server)).toEqual([expect.stringContaining('no change')]);
  });

  test('fails where no pipeline is found', async () => {
    await using server = await startForge(kind);
    const published = await reviewAt(kind, server, {
      plan: plans({ changes: 0, pipelines: 0 }),
    });
    expect(published.verdict?.state).toBe('failed');
    expect(ours(server)[0]).toContain('0 pipelines found');
  });

  test('waits until the owner approves', async () => {
    await using server = await startForge(kind);
    const plan = plans({ approvals: neededOf('@Ann') });
    server.state.reviews.push({ login: 'bob', state: 'APPROVED' });
    const waiting = await reviewAt(kind, server, { plan });
    expect(waiting.verdict).toMatchObject({ state: 'waiting' });
    expect(ours(server)[0]).toContain('**approval is missing: `@Ann`**');
    expect(ours(server)[0]).toContain('`@Ann` has to approve: `orders`');
    expect(shownIn(server)).toBe({ github: 'action_required', gitlab: 'pending', gitee: 'failure' }[kind]);
    server.state.reviews.push({ login: 'ann', state: 'APPROVED' });
    const approved = await reviewAt(kind, server, { plan });
    expect(approved).toMatchObject({ verdict: { state: 'passed' }, approvals: [{ approvedBy: 'ann' }] });
    expect(ours(server)[0]).toContain('approved by `ann`: `orders`');
    expect(ours(server)[0]).not.toContain('has to approve');
    expect(shownIn(server)).toBe('success');
  });

  test('takes one of several owners, and asks for each approval by itself', async () => {
    await using server = await startForge(kind);
    const plan = plans({ approvals: [...neededOf('@eve', '@ann'), ...neededOf('@dan')] });
    server.state.reviews.push({ login: 'ann', state: 'APPROVED' });
    const waiting = await reviewAt(kind, server, { plan });
    expect(waiting.approvals.map(({ approvedBy }) => approvedBy)).toEqual(['ann', undefined]);
    expect(ours(server)[0]).toContain('approval is missing: `@dan`');
    expect(ours(server)[0]?.indexOf('@dan` has to')).toBeLessThan(ours(server)[0]?.indexOf('approved by') ?? 0);
  });

  test('does not let the author of the pull request approve', async () => {
    await using server = await startForge(kind);
    server.state.author = 'Ann';
    server.state.reviews.push({ login: 'ann', state: 'APPROVED' });
    const plan = plans({ approvals: neededOf('@ann') });
    expect((await reviewAt(kind, server, { plan })).verdict?.state).toBe('waiting');
    server.state.author = 'bob';
    expect((await reviewAt(kind, server, { plan })).verdict?.state).toBe('passed');
  });

  test('fails with errors rather than waits', async () => {
    await using server = await startForge(kind);
    const plan = plans({ approvals: neededOf('@ann'), pipelines: 0, changes: 0 });
    expect((await reviewAt(kind, server, { plan })).verdict?.state).toBe('failed');
  });

  test('asks nobody where no approval is needed', async () => {
    await using server = await startForge(kind);
    await reviewAt(kind, server);
    expect(server.seen.filter(({ path }) => /reviews|approvals|members/.test(path))).toEqual([]);
  });

  test('does not double a comment whose answer was lost', async () => {
    await using server = await startForge(kind);
    server.faults.push({ method: 'POST', path: /comments$|notes$/, times: 1, answer: 'done-and-cut' });
    expect((await reviewAt(kind, server)).comment).toBe('created');
    expect(ours(server)).toHaveLength(1);
  });

  test('writes a comment again that was lost before it was made', async () => {
    await using server = await startForge(kind);
    server.faults.push({ method: 'POST', path: /comments$|notes$/, times: 2, answer: 'cut' });
    await reviewAt(kind, server);
    expect(ours(server)).toHaveLength(1);
  });

  test('asks again after cut connections and errors of the server, a bounded number of times', async () => {
    await using server = await startForge(kind);
    server.faults.push(
      { method: 'GET', path: /\/7$/, times: 1, answer: 'cut' },
      { method: 'GET', path: /\/7$/, times: 2, answer: { status: 502 } },
    );
    expect((await reviewAt(kind, server)).outcome).toBe('published');
    server.faults.push({ method: 'GET', path: /\/7$/, times: 99, answer: { status: 503 } });
    const before = server.seen.length;
    await expect(reviewAt(kind, server)).rejects.toMatchObject({ name: 'ForgeError', status: 503 });
    expect(server.seen.length - before).toBe(5);
  });

  test('waits as long as the forge says, and no longer than a job should', async () => {
    await using server = await startForge(kind);
    const clock = testClock();
    const limited = { status: 429, headers: { 'retry-after': '17' } };
    server.faults.push({ method: 'POST', path: /comments$|notes$/, times: 2, answer: limited });
    await reviewAt(kind, server, { clock });
    expect(clock.waits).toEqual([17_000, 17_000]);
    const hours = { status: 429, headers: { 'retry-after': '7200' } };
    server.faults.push({ method: 'GET', path: /\/7$/, times: 1, answer: hours });
    await expect(reviewAt(kind, server)).rejects.toMatchObject({ kind: 'limited' });
  });

  test('says what the token needs, and never the token', async () => {
    await using server = await startForge(kind);
    const echo = { status: 403, body: { message: `token ${TOKEN} may not write` } };
    server.faults.push({ method: 'POST', path: /comments$|notes$/, times: 1, answer: echo });
    const refused = await reviewAt(kind, server).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ForgeError);
    expect(refused).toMatchObject({ status: 403, help: { template: 'give the token {0}' } });
    expect(JSON.stringify(refused) + String(refused)).not.toContain(TOKEN);
    await expect(reviewAt(kind, server, {}, 'wrong')).rejects.toMatchObject({ status: 401 });
    expect(server.seen.every(({ path }) => !path.includes(TOKEN))).toBe(true);
  });

  test('sends the token to no other address', async () => {
    await using server = await startForge(kind);
    await using other = await startForge(kind);
    const link = { link: `<${other.url}/elsewhere?page=2>; rel="next"` };
    server.faults.push({
      method: 'GET',
      path: /comments$|notes$/,
      times: 1,
      answer: { status: 200, body: [], headers: link },
    });
    server.faults.push({ method: 'GET', path: /\/7$/, times: 1, answer: { status: 200, body: await pullOf(server) } });
    await reviewAt(kind, server);
    server.faults.push({
      method: 'GET',
      path: /\/7$/,
      times: 1,
      answer: { status: 302, headers: { location: other.url } },
    });
    await expect(reviewAt(kind, server)).rejects.toMatchObject({ status: 302 });
    expect(other.seen).toEqual([]);
  });

  test('refuses commits that are none: they go on to git', async () => {
    await using server = await startForge(kind);
    server.state.base = '--upload-pack=x';
    await expect(reviewAt(kind, server)).rejects.toMatchObject({ name: 'ForgeError' });
  });
});

/** What the server says of the pull request. */
async function pullOf(server: ForgeServer): Promise<unknown> {
  const paths = ['/repos/acme/shop/pulls/7', '/projects/acme%2Fshop/merge_requests/7'];
  const headers = { authorization: `Bearer ${TOKEN}`, 'private-token': TOKEN };
  for (const path of paths) {
    const answer = await fetch(server.url + path, { headers });
    if (answer.ok) return answer.json();
  }
  throw new Error('no pull request');
}
