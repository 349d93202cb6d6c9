import { expect, test } from 'vitest';
import { catalogueOf, wordsOf } from '../../src/message/index.ts';
import {
  DRIFT_REASONS,
  driftMessage,
  unseenMessage,
  type DriftFact,
  type UnseenFact,
} from '../../src/runtime/drift/index.ts';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const job = { pipeline: 'orders', engine: 'stream', run: '01JRUN', job: 'c0ffee' } as const;
const FACTS: readonly DriftFact[] = [
  { ...job, reason: 'JOB_MISSING', attempt: 1, recorded: 'running' },
  ...['succeeded', 'failed', 'cancelled', 'over'].map((found) => ({ ...job, reason: 'JOB_ENDED' as const, found })),
  { ...job, reason: 'JOB_ORPHANED', recorded: 'cancelled' },
  { ...job, reason: 'JOB_ORPHANED', attempt: 1, recorded: 'lost' },
  { ...job, reason: 'JOB_DOUBLED', recorded: 'beef' },
  { ...job, reason: 'JOB_STRAY', jobName: 'orders-01JRUN-1' },
  { ...job, reason: 'JOB_OUTDATED', recorded: digest('b'), found: digest('a') },
  { reason: 'ARTEFACT_DAMAGED', pipeline: 'orders', engine: '', recorded: digest('a') },
  { reason: 'ARTEFACT_MISSING', pipeline: 'orders', engine: '', recorded: digest('a') },
  {
    reason: 'ROW_EDITED',
    pipeline: 'orders',
    engine: '',
    recorded: '`active, generation 3, sha256:aaaaaaaaaaaa`',
    found: '`suspended, generation 3, sha256:aaaaaaaaaaaa`',
  },
  {
    reason: 'ENGINE_VERSION_DIFFERS',
    pipeline: 'orders',
    engine: 'stream',
    recorded: '1.16',
    found: '1.20.3',
    pipelines: 3,
  },
];
const UNSEEN: readonly UnseenFact[] = [
  { kind: 'unreachable', engine: 'stream', code: 'ENGINE_UNREACHABLE', error: 'the JobManager refuses connections' },
  { kind: 'elsewhere', engine: 'nightly', hosts: ['etl-1', 'etl-2'], runs: 3 },
];

test('every drift is one sentence in both languages', async () => {
  const chinese = await catalogueOf('zh');
  const said = [
    ...FACTS.map((fact) => [fact.reason, driftMessage(fact)] as const),
    ...UNSEEN.map((each) => [each.kind, unseenMessage(each)] as const),
  ];
  const lines = said.map(([name, message]) => `${name}\n  ${wordsOf(message)}\n  ${wordsOf(message, chinese)}\n`);
  await expect(lines.join('\n')).toMatchFileSnapshot('drift/sentences.txt');
  expect(new Set(FACTS.map(({ reason }) => reason))).toEqual(new Set(DRIFT_REASONS));
});
