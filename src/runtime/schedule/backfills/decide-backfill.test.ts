import { expect, test } from 'vitest';
import { sampleArtefact } from '../../../../test/support/runtime/sample-artefact.ts';
import type { BackfillFire, BackfillRecord, Deployment } from '../../ports/index.ts';
import { decideBackfill } from './decide-backfill.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 1, 20, 2);
const compiled = sampleArtefact('orders', {
  schedule: { kind: 'cron', expression: '0 0 2 * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' },
});

const backfill: BackfillRecord = {
  project: 'shop',
  environment: 'default',
  pipeline: 'orders',
  id: 'one',
  from: FIRST,
  to: FIRST + 299 * DAY,
  order: 'oldest-first',
  concurrency: 1,
  allowDuplicates: false,
  onFailure: 'continue',
  actor: 'ann',
  state: 'running',
  // all were handed out, and 300 of them are to run once more
  position: FIRST + 299 * DAY,
  total: 300,
  artefactDigest: compiled.digest,
  counts: { open: 0, again: 300, succeeded: 0, failed: 0 },
  createdAt: 0,
  version: 1,
};
// `as`: what else a deployment says is not asked here
const deployment = { state: 'active', artefactDigest: compiled.digest } as Deployment;

test('fires that somebody has run with success meanwhile are noted before it is said to be over: more may be behind them', () => {
  const fires = Array.from({ length: 100 }, (_, day): BackfillFire => {
    return { fireTime: FIRST + day * DAY, runId: `run-${day}`, standing: 'again', runState: 'succeeded' };
  });
  const facts = { backfill, deployment, artefact: compiled.artefact, open: [], now: FIRST + 999 * DAY };
  expect(decideBackfill({ ...facts, fires })).toEqual({ step: { backfill, feed: [], again: [], state: 'running' } });
  const behind: BackfillFire = { fireTime: FIRST + 100 * DAY, runId: 'run-100', standing: 'again', runState: 'failed' };
  expect(decideBackfill({ ...facts, fires: [behind] }).step).toMatchObject({ again: [behind], state: 'running' });
  expect(decideBackfill({ ...facts, fires: [] }).step).toMatchObject({ state: 'succeeded' });
});
