import { describe, expect, it } from 'vitest';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import type { NormalisedPipeline } from '../../compiler/index.ts';
import { calendarNamed } from '../../time/index.ts';
import type { BackfillRecord, Condition, ProcessRecord, RunReason, RunRecord, SourceStatus } from '../ports/index.ts';
import { explainPipeline, WHY_CODES, whyHelpText, whyText, type WhyCode } from './explain-pipeline.ts';
import type { Surroundings, WhyFacts } from './why-facts.ts';

const NOW = Date.parse('2026-11-27T02:30:00Z');
const DUE = Date.parse('2026-11-27T02:00:00Z');
const place = { project: 'shop', environment: 'prod' };

const process: ProcessRecord = {
  ...place,
  name: 'worker-1',
  host: 'worker',
  version: '1',
  roles: ['reconcile', 'schedule', 'execute', 'relay'],
  labels: ['dc-a'],
  startedAt: 0,
  drained: false,
  silentMs: 100,
  held: 2,
  drain: undefined,
};
const without = (...roles: string[]) => ({
  processes: [{ ...process, roles: process.roles.filter((role) => !roles.includes(role)) }],
});
const source = (state: SourceStatus['state'], compiled: readonly string[] = []): { source: SourceStatus } => ({
  source: { ...place, revision: 'r', state, diagnostics: [], files: 1, pipelines: 1, compiled, checkedAt: 0 },
});
const run = (state: RunRecord['state'], code?: string, more: Partial<RunRecord> = {}): RunRecord => ({
  ...place,
  pipeline: 'orders',
  id: 'run-1',
  fireTime: DUE,
  previousFireTime: DUE - 3_600_000,
  trigger: 'schedule',
  artefactDigest: 'd',
  state,
  reason: code === undefined ? undefined : ({ code, message: 'for a reason' } satisfies RunReason),
  parameters: {},
  values: {},
  createdAt: DUE,
  startedAt: undefined,
  finishedAt: undefined,
  earlierAttempts: 0,
  notBefore: NOW + 1_000,
  metrics: {},
  cursorBefore: undefined,
  cursorAfter: undefined,
  executor: 'worker-1',
  claimedUntil: NOW + 1_000,
  attempts: [],
  ...more,
});
const condition = (type: Condition['type'], details = {}): { conditions: Condition[] } => ({
  conditions: [
    {
      ...place,
      pipeline: 'orders',
      type,
      subject: '',
      reason: 'R',
      message: 'as said',
      since: DUE,
      generation: 1,
      details,
    },
  ],
});

interface Otherwise extends Partial<Omit<WhyFacts, 'surroundings' | 'pipeline' | 'deployment'>> {
  readonly around?: Partial<Surroundings>;
  readonly schedule?: NormalisedPipeline['schedule'];
  readonly deployment?: Partial<NonNullable<WhyFacts['deployment']>> | null;
}

const facts = ({ around = {}, schedule, deployment = {}, ...more }: Otherwise = {}): WhyFacts => ({
  surroundings: {
    now: NOW,
    processes: [process],
    source: source('synced', ['orders']).source,
    scheduler: { state: 'held' },
    ...around,
  },
  movedTo: undefined,
  deployed: deployment === null ? ['customers'] : [],
  key: { ...place, pipeline: 'orders' },
  deployment:
    deployment === null
      ? undefined
      : {
          ...place,
          pipeline: 'orders',
          generation: 1,
          observedGeneration: 1,
          artefactDigest: 'd',
          revision: 'r',
          state: 'active',
          nextFireTime: DUE + 3_600_000,
          lastFireTime: DUE,
          cursor: undefined,
          appliedAt: DUE - 86_400_000,
          ...deployment,
        },
  pipeline: {
    ...sampleArtefact('orders', {}).artefact.pipeline,
    dependsOn: ['customers'],
    schedule: schedule ?? { kind: 'every', intervalMs: 3_600_000, timeZone: 'UTC' },
  },
  pool: undefined,
  labels: [],
  conditions: [],
  fireTime: undefined,
  run: undefined,
  missedIn: undefined,
  before: undefined,
  backfill: undefined,
  upstreams: [],
  ...more,
});

const asking = (labels: readonly string[], of: WhyFacts): WhyFacts => ({
  ...of,
  labels,
});

const inPool = (of: WhyFacts): WhyFacts => ({
  ...of,
  pool: { name: 'erp', slots: 2 },
});
const timeZone = 'UTC';
const backfill: BackfillRecord = {
  ...place,
  pipeline: 'orders',
  id: 'one',
  from: DUE,
  to: DUE,
  order: 'oldest-first',
  concurrency: 1,
  allowDuplicates: false,
  onFailure: 'stop',
  actor: 'ann',
  state: 'running',
  total: 5,
  artefactDigest: 'sha256:one',
  counts: { open: 1, again: 0, succeeded: 2, failed: 1 },
  createdAt: DUE,
  version: 3,
};
const frozen = (fires: 'hold' | 'skip'): WhyFacts => {
  const of = facts();
  const freeze = { name: 'big-sale', policy: 'deny', fires, window: { from: DUE, to: NOW + 60_000 } } as const;
  return { ...of, ...(of.pipeline === undefined ? {} : { pipeline: { ...of.pipeline, freezes: [freeze] } }) };
};
const MISSED = {
  code: 'MISFIRED',
  message: 'missed',
  missed: { from: new Date(DUE - 7_200_000).toISOString(), to: new Date(DUE).toISOString(), count: 3 },
};
const EACH: Readonly<Record<WhyCode, WhyFacts>> = {
  PROJECT_UNKNOWN: facts({ deployment: null, deployed: [], around: { source: undefined } }),
  SOURCE_UNREADABLE: facts({ deployment: null, around: source('unreadable') }),
  NEW_STALLED: facts({ deployment: null, ...condition('stalled') }),
  SOURCE_BROKEN: facts({ deployment: null, around: source('broken') }),
  NOT_DEPLOYED: facts({ deployment: null, around: source('synced') }),
  DELETED: facts({ deployment: { state: 'deleted' } }),
  PAUSED: facts(condition('paused', { actor: 'ann', why: 'the database moves', until: NOW + 60_000 })),
  SUSPENDED: facts({ deployment: { state: 'suspended' } }),
  ARTEFACT_MISSING: { ...facts(), pipeline: undefined },
  NO_SCHEDULER: facts({ around: without('schedule') }),
  NO_LEADER: facts({ around: { scheduler: { state: 'nobody' } } }),
  LEADER_UNKNOWN: facts({ around: { scheduler: { state: 'unanswered', why: 'Redis is away' } } }),
  FROZEN: frozen('hold'),
  FIRE_OVERDUE: facts({ deployment: { nextFireTime: DUE } }),
  SKIPPED_MISFIRED: facts({ run: run('skipped', 'MISFIRED') }),
  SKIPPED_OVERLAP: facts({ run: run('skipped', 'OVERLAP') }),
  UPSTREAM_TIMED_OUT: facts({ run: run('failed', 'UPSTREAM_TIMEOUT') }),
  SKIPPED_UPSTREAM: facts({ run: run('skipped', 'UPSTREAM_NOT_SUCCEEDED') }),
  SKIPPED_FROZEN: facts({ run: run('skipped', 'FROZEN') }),
  SKIPPED_OTHER: facts({ run: run('skipped', 'OF_A_NEWER_VERSION') }),
  WAITS_FOR_UPSTREAM: facts({ run: run('waiting', 'WAITING_FOR_UPSTREAM') }),
  WAITS_FOR_RUN: facts({ run: run('waiting', 'OVERLAP_QUEUED'), before: run('running', undefined, { id: 'run-0' }) }),
  WAITS_OTHER: facts({ run: run('waiting', 'POOL_FULL') }),
  QUEUED_NO_EXECUTOR: facts({ run: run('scheduled'), around: without('execute') }),
  QUEUED_ALL_DRAINED: facts({
    run: run('scheduled'),
    around: {
      processes: [
        { ...process, drain: { target: 'worker', handOver: false, reason: undefined, actor: 'ann', askedAt: 0 } },
      ],
    },
  }),
  QUEUED_NO_LABELS: asking(['dc-a', 'gpu'], facts({ run: run('scheduled') })),
  WAITS_FOR_POOL: inPool(facts({ run: run('scheduled') })),
  QUEUED: facts({ run: run('scheduled') }),
  RETRY_WAIT: facts({ run: run('retry-wait', 'ENGINE_UNREACHABLE') }),
  CLAIM_OVER: facts({ run: run('running', undefined, { claimedUntil: NOW - 1 }) }),
  AT_WORK: facts({ run: run('running') }),
  EXPECTATION_NOT_MET: facts({ run: run('failed', 'EXPECTATION_NOT_MET') }),
  FAILED: facts({ run: run('failed', 'JOB_FAILED') }),
  TIMED_OUT: facts({ run: run('timed-out', 'JOB_TIMED_OUT') }),
  CANCELLED: facts({ run: run('cancelled', 'JOB_CANCELLED') }),
  SUCCEEDED: facts({ run: run('succeeded') }),
  NO_FIRE_TIME: facts({ fireTime: DUE + 1_000 }),
  NOT_DUE: facts({ fireTime: DUE + 3_600_000 }),
  STARTS_LATER: facts({ deployment: { nextFireTime: DUE, dueAt: NOW + 60_000 } }),
  MISSED: facts({ fireTime: DUE - 3_600_000, missedIn: run('skipped', 'MISFIRED', { reason: MISSED }) }),
  BEFORE_DEPLOYMENT: facts({ fireTime: DUE - 2 * 86_400_000 }),
  NOT_RECORDED: facts({ fireTime: DUE - 3_600_000 }),
  WAITS_FOR_SUCCESS: facts({ schedule: { kind: 'upstream', timeZone }, upstreams: [facts()] }),
  RUNS_FIRST: facts({ schedule: { kind: 'upstream', timeZone } }),
  BY_HAND: facts({ schedule: { kind: 'manual', timeZone } }),
  CONTINUOUS: facts({ schedule: { kind: 'continuous', timeZone } }),
  RUNS_BEFORE_NEXT: facts({
    schedule: { kind: 'after', delayMs: 1, timeZone },
    deployment: { nextFireTime: undefined },
  }),
  CALENDAR_ENDED: facts({
    schedule: { kind: 'every', intervalMs: 3_600_000, timeZone, calendar: calendarNamed('cn-workdays') },
    deployment: { nextFireTime: undefined },
  }),
  SCHEDULE_OVER: facts({ deployment: { nextFireTime: undefined } }),
  NEXT_FIRE: facts(),
  STALLED: facts(condition('stalled')),
  PINNED: facts(condition('pinned')),
  DELETE_HELD: facts(condition('delete-held')),
  RESTORED: facts(condition('restored')),
  DRIFTED: facts(condition('drifted')),
  BACKFILLING: facts({ backfill: { record: backfill, hold: undefined } }),
  BACKFILL_WAITS: facts({ backfill: { record: backfill, hold: { code: 'OTHER_RUN', message: 'waits' } } }),
  FILES_BROKEN: facts({ around: source('broken') }),
  FILES_UNREADABLE: facts({ around: source('unreadable') }),
  NO_RECONCILER: facts({ around: without('reconcile') }),
};
const codes = (of: WhyFacts): readonly WhyCode[] => explainPipeline(of).map(({ code }) => code);

describe('explainPipeline', () => {
  it.each(WHY_CODES)('finds %s, and nothing of the kind where all is well', (code) => {
    const found = explainPipeline(EACH[code]).find((finding) => finding.code === code);
    expect(found?.details).toMatchObject(code === 'PROJECT_UNKNOWN' ? place : { pipeline: 'orders' });
    if (found !== undefined) {
      expect(whyText(found)).not.toMatch(/\{\d\}|undefined|``/);
      expect(whyHelpText(found) ?? '').not.toMatch(/\{\d\}|undefined|``/);
    }
    if (!['NEXT_FIRE', 'SUCCEEDED'].includes(code)) expect(codes(facts({ run: run('succeeded') }))).not.toContain(code);
  });

  it('answers with what keeps it from firing, before what became of the last fire', () => {
    const paused = { ...EACH.PAUSED, run: run('failed', 'JOB_FAILED') };
    expect(codes(paused)).toEqual(['PAUSED', 'FAILED', 'NEXT_FIRE']);
    expect(whyText({ code: 'PAUSED', details: explainPipeline(paused)[0]?.details ?? {} })).toBe(
      '`orders` does not fire: ann has paused it at 2026-11-27T02:00:00Z, until 2026-11-27T02:31:00Z: the database moves',
    );
  });

  it('names the missed fires that one record stands for', () => {
    const [missed] = explainPipeline(EACH.MISSED);
    expect(missed && [missed.code, whyText(missed)]).toEqual([
      'MISSED',
      '`orders` did not run for 2026-11-27T01:00:00Z: the fires from 2026-11-27T00:00:00Z to 2026-11-27T02:00:00Z were missed, and not made up for (fires: 3)',
    ]);
    const reason = { ...MISSED, missed: { ...MISSED.missed, count: 10_000, atLeast: true } } as const;
    const [many] = explainPipeline({ ...EACH.MISSED, missedIn: run('skipped', 'MISFIRED', { reason }) });
    expect(many && whyText(many)).toContain('(fires: at least 10000)');
    const [record] = explainPipeline({ ...EACH.SKIPPED_MISFIRED, run: run('skipped', 'MISFIRED', { reason }) });
    expect(record && [record.code, whyText(record)]).toEqual([
      'SKIPPED_MISFIRED',
      expect.stringContaining('(fires: at least 10000)'),
    ]);
  });

  it('names the freeze that lets nothing start, its end, and what becomes of fires', () => {
    const [held] = explainPipeline(frozen('hold'));
    expect(held && [held.code, whyText(held), whyHelpText(held)]).toEqual([
      'FROZEN',
      '`orders` does not start now: the freeze `big-sale` does not let it until 2026-11-27T02:31:00Z; what is due meanwhile waits for that',
      '`sluice run orders --during-freeze` runs it all the same',
    ]);
    const [skipped] = explainPipeline(frozen('skip'));
    expect(skipped && whyText(skipped)).toContain(', and skips what is due meanwhile');
  });

  it('names a fire to the millisecond, so that what it says to run is that fire', () => {
    const [finding] = explainPipeline(facts({ run: run('failed', 'JOB_FAILED', { fireTime: DUE + 45 }) }));
    expect(finding === undefined ? undefined : whyHelpText(finding)).toContain('--fire 2026-11-27T02:00:00.045Z`');
    expect(explainPipeline(EACH.FAILED)[0]?.details['fire']).toBe('2026-11-27T02:00:00Z');
  });

  it('says of one that was renamed under which name it goes on, and does not advise to restore it', () => {
    const [finding] = explainPipeline(facts({ deployment: { state: 'deleted' }, movedTo: 'sales' }));
    expect(finding && [finding.code, whyText(finding), whyHelpText(finding)]).toEqual([
      'DELETED',
      '`orders` does not fire: it goes on as `sales` since 2026-11-26T02:00:00Z',
      '`sluice why sales` says why that one did, or did not, run',
    ]);
  });

  it('names the pool of a run that nobody has taken, where there are executors', () => {
    const [finding] = explainPipeline(EACH.WAITS_FOR_POOL);
    expect(finding?.details).toMatchObject({ pool: 'erp', slots: '2' });
    expect(codes(EACH.WAITS_FOR_POOL)).not.toContain('QUEUED');
    expect(codes(inPool(EACH.QUEUED_NO_EXECUTOR))).toContain('QUEUED_NO_EXECUTOR');
  });

  it('says of what is paused or suspended no more than that: its clock stands still for that', () => {
    expect(codes(facts({ ...condition('paused'), deployment: { nextFireTime: DUE } }))).toEqual(['PAUSED']);
    const suspended = { state: 'suspended', nextFireTime: undefined } as const;
    expect(codes(facts({ deployment: suspended }))).toEqual(['SUSPENDED']);
    expect(codes({ ...EACH.RUNS_BEFORE_NEXT, deployment: facts({ deployment: suspended }).deployment })).toEqual([
      'SUSPENDED',
    ]);
    expect(codes(EACH.CALENDAR_ENDED)).toEqual(['CALENDAR_ENDED']);
  });

  it('says of what is not deployed that alone', () => {
    for (const code of ['NOT_DEPLOYED', 'DELETED', 'PROJECT_UNKNOWN'] as const)
      expect(codes(EACH[code])).toEqual([code]);
  });

  it('follows upstreams up to the one that failed, and leaves out those that succeeded', () => {
    const failed = { ...facts({ run: run('failed', 'JOB_FAILED') }), key: { ...place, pipeline: 'erp' } };
    const middle = {
      ...facts({ run: run('waiting', 'WAITING_FOR_UPSTREAM'), upstreams: [failed] }),
      key: { ...place, pipeline: 'customers' },
    };
    const well = { ...facts({ run: run('succeeded') }), key: { ...place, pipeline: 'rates' } };
    const chain = explainPipeline(facts({ run: run('waiting', 'WAITING_FOR_UPSTREAM'), upstreams: [well, middle] }));
    expect(chain.map(({ pipeline, code }) => [pipeline, code])).toEqual([
      ['orders', 'WAITS_FOR_UPSTREAM'],
      ['customers', 'WAITS_FOR_UPSTREAM'],
      ['erp', 'FAILED'],
      ['orders', 'NEXT_FIRE'],
    ]);
  });
});
