import { expect, test } from 'vitest';
import type { ProcessRecord } from '../ports/index.ts';
import { missingRoles } from './missing-roles.ts';

const PLACE = { project: 'shop', environment: 'prod' };
const DRAIN = { target: 'alpha', handOver: false, reason: undefined, actor: 'ann', askedAt: 0 };

function processWith(roles: readonly string[], more: Partial<ProcessRecord> = {}): ProcessRecord {
  return {
    name: 'one',
    host: 'alpha',
    version: '',
    ...PLACE,
    roles,
    labels: [],
    startedAt: 0,
    drained: false,
    silentMs: 0,
    held: 0,
    drain: undefined,
    ...more,
  };
}

const LEADS = processWith(['reconcile', 'schedule', 'relay']);
const EXECUTES = processWith(['execute']);

test.each<[string, readonly ProcessRecord[], readonly string[]]>([
  ['nothing where processes share them', [LEADS, EXECUTES], []],
  ['all where nobody is there', [], ['reconcile', 'schedule', 'execute', 'relay']],
  ['what only a silent process has', [LEADS, { ...EXECUTES, silentMs: 15_001 }], ['execute']],
  ['nothing after a beat that came late', [LEADS, { ...EXECUTES, silentMs: 15_000 }], []],
  ['what only another environment has', [LEADS, { ...EXECUTES, environment: 'test' }], ['execute']],
  ['what only another project has', [LEADS, { ...EXECUTES, project: 'till' }], ['execute']],
  ['executing where all executors are drained', [LEADS, { ...EXECUTES, drain: DRAIN }], ['execute (drained)']],
  ['nothing where one of them is not', [LEADS, { ...EXECUTES, drain: DRAIN }, EXECUTES], []],
  ['nothing of a leader that is drained', [{ ...LEADS, drain: DRAIN }, EXECUTES], []],
])('are missing: %s', (_name, processes, expected) => {
  const found = missingRoles(processes, PLACE).map(({ role, drained }) => (drained ? `${role} (drained)` : role));
  expect(found).toEqual(expected);
});
