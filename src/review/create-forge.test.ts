import { describe, expect, test } from 'vitest';
import { annotationsIn, neededOf, plans } from '../../test/support/forge/publication-of.ts';
import { reviewAt, startForge } from '../../test/support/forge/review-at.ts';

describe('publishReview to GitHub', () => {
  test('sends annotations in batches of fifty, to one new check run', async () => {
    await using server = await startForge('github');
    const plan = plans({ annotations: annotationsIn('pipelines/a.yaml', 120) });
    const { status } = await reviewAt('github', server, { plan });
    expect(status).toEqual({ as: 'check', annotated: 120 });
    expect(server.state.checks.map(({ batches }) => batches)).toEqual([[50, 50, 20]]);
    expect(server.state.checks[0]?.annotations[0]).toMatchObject({ start_line: 1, start_column: 3, end_column: 8 });
  });

  test('does not double a check run whose answer was lost', async () => {
    await using server = await startForge('github');
    server.faults.push({ method: 'POST', path: /check-runs$/, times: 1, answer: 'done-and-cut' });
    await reviewAt('github', server);
    expect(server.state.checks).toHaveLength(1);
  });

  test('sets a commit status where the token may make no check runs', async () => {
    await using server = await startForge('github');
    server.state.mayCheck = false;
    expect((await reviewAt('github', server)).status).toEqual({ as: 'status', annotated: 0 });
    expect(server.state.statuses).toMatchObject([{ name: 'sluice: shop (prod)', state: 'success' }]);
  });

  test('keeps a comment under 65,536 characters', async () => {
    await using server = await startForge('github');
    await reviewAt('github', server, { plan: plans({ markdown: 'x'.repeat(70_000) }) });
    const [comment] = server.state.comments;
    expect(comment?.body.length).toBeGreaterThan(60_000);
    expect(comment?.body.length).toBeLessThanOrEqual(65_536);
  });

  test('takes the newest word of a reviewer, and a remark for none', async () => {
    await using server = await startForge('github');
    const plan = plans({ approvals: neededOf('ann') });
    server.state.reviews.push({ login: 'ann', state: 'APPROVED' }, { login: 'ann', state: 'COMMENTED' });
    expect((await reviewAt('github', server, { plan })).verdict?.state).toBe('passed');
    server.state.reviews.push({ login: 'ann', state: 'CHANGES_REQUESTED' });
    expect((await reviewAt('github', server, { plan })).verdict?.state).toBe('waiting');
  });

  test.each(['github', 'gitlab'] as const)('takes a member of a team for it at %s', async (kind) => {
    await using server = await startForge(kind);
    const plan = plans({ approvals: neededOf('@acme/data') });
    server.state.reviews.push({ login: 'ann', state: 'APPROVED' });
    expect((await reviewAt(kind, server, { plan })).verdict?.state).toBe('waiting');
    server.state.teams.set('acme/data', ['Ann']);
    expect((await reviewAt(kind, server, { plan })).verdict?.state).toBe('passed');
  });
});

describe('publishReview to Gitee', () => {
  const diff = '@@ -1,2 +1,3 @@\n a\n+b\n c\n@@ -9 +10,2 @@\n d\n+e\n';

  test('comments on lines of the diff, edits nothing twice and takes back what is mended', async () => {
    await using server = await startForge('gitee');
    server.state.files.push({ filename: 'a.yaml', patch: { diff } });
    const withFindings = (count: number) => plans({ annotations: annotationsIn('a.yaml', count) });
    expect((await reviewAt('gitee', server, { plan: withFindings(12) })).status).toEqual({ as: 'check', annotated: 5 });
    const placed = (): readonly (readonly [number | undefined, string | undefined])[] =>
      server.state.comments
        .filter(({ path }) => path !== undefined)
        .map(({ position, body }) => [position, body.split('\n').at(-1)]);
    expect(placed()).toEqual([
      [1, 'finding 1'],
      [2, 'finding 2'],
      [3, 'finding 3'],
      [5, 'finding 10'],
      [6, 'finding 11'],
    ]);
    await reviewAt('gitee', server, { plan: withFindings(12) });
    expect(placed()).toHaveLength(5);
    await reviewAt('gitee', server, { plan: withFindings(2) });
    expect(placed()).toHaveLength(2);
  });

  test('puts a label on, and takes the other off, where the token may make no checks', async () => {
    await using server = await startForge('gitee');
    server.state.mayCheck = false;
    server.state.labels = ['bug'];
    const failing = plans({ changes: 0, pipelines: 0 });
    expect((await reviewAt('gitee', server, { plan: failing })).status?.as).toBe('label');
    expect(server.state.labels).toEqual(['bug', 'sluice-failed']);
    await reviewAt('gitee', server);
    expect(server.state.labels).toEqual(['bug', 'sluice-passed']);
  });
});
