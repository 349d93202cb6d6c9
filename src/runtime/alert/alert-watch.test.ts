import { expect, it } from 'vitest';
import type { AlertChanges, AlertedPipeline, OpenAlert, RunEnd } from '../ports/index.ts';
import { watchAlerts, type AlertWatchDependencies } from './alert-watch.ts';

const HOOK = { type: 'webhook', url: 'http://alerts.example/in' } as const;
const ORDERS: AlertedPipeline = {
  pipeline: 'orders',
  alerts: {
    language: 'en',
    failed: ['ops'],
    channels: { ops: { ...HOOK, escalate: { afterMs: 60_000, to: ['on-call'] } }, 'on-call': HOOK },
    timeZone: 'UTC',
  },
  readTo: 0,
  head: 501,
  isNew: false,
  appliedAt: 0,
};

/** A store of the ends of runs alone; what is recorded is what is open and told then. */
function endsOnly(ends: readonly RunEnd[]): { readonly store: AlertWatchDependencies['store']; told: string[] } {
  let open: readonly OpenAlert[] = [];
  const told: string[] = [];
  const store: Partial<AlertWatchDependencies['store']> = {
    openAlerts: async () => open,
    listConditions: async () => [],
    runEnds: async (_scope, _pipeline, after, upTo, limit) =>
      ends.filter(({ sequence }) => sequence > after && sequence <= upTo).slice(0, limit),
    recordAlerts: async (_fence, _scope, { opened, closed, messages }: AlertChanges) => {
      open = [...open.filter(() => closed.length === 0), ...opened];
      told.push(...messages.map(({ channel, document }) => `${channel} ${document.status}`));
    },
  };
  return { store: store as AlertWatchDependencies['store'], told }; // the look asks for nothing else
}

it('escalates nothing that is over by what of a backlog is still to be read', async () => {
  const end = (sequence: number, type: RunEnd['type']): RunEnd => ({
    sequence,
    type,
    at: sequence,
    run: `run-${sequence}`,
    fireTime: sequence,
  });
  const failures = Array.from({ length: 500 }, (_, index) => end(index + 1, 'run.failed'));
  const { store, told } = endsOnly([...failures, end(501, 'run.succeeded')]);
  const scope = { project: 'shop', environment: 'default' };
  const deps = { store, scope, clock: { now: () => 3_600_000 } };
  await watchAlerts(deps, [ORDERS], 1);
  expect(told).toEqual(['ops firing']);
  await watchAlerts(deps, [{ ...ORDERS, readTo: 500 }], 1);
  expect(told).toEqual(['ops firing', 'ops resolved']);
});
