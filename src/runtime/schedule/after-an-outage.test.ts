import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAB_START, LEADER_FENCE } from '../../../test/support/runtime/runtime-lab.ts';
import { createSchedulerLab, every, MINUTE, type SchedulerLab } from '../../../test/support/runtime/scheduler-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { compileArtefact, type CompiledArtefact } from '../../compiler/index.ts';

/** Pipelines that all are due in one second. */
const MANY = 1_500;
/** Minutes for which nobody scheduled. */
const OUTAGE = 10;
const CAUGHT_UP = 2;
const LIMIT = 3;
const CLAIMED = 200;

let lab: SchedulerLab;
beforeEach(async () => {
  lab = await createSchedulerLab();
});
afterEach(() => lab.close());

/** One that reads the database that all of them read. */
function drawing(index: number): CompiledArtefact {
  const plain = sampleArtefact(`p${String(index).padStart(5, '0')}`, {
    schedule: every(MINUTE),
    misfire: { policy: 'catch-up', limit: CAUGHT_UP },
    overlap: 'queue-all',
    priority: index % 2 === 0 ? 50 : 0,
    work: { kind: 'movement', source: { datasource: { name: 'erp' } } },
  });
  return compileArtefact({ ...plain.artefact, datasources: { erp: { limit: LIMIT } } });
}

describe('many schedules that are due in one second after an outage', () => {
  it('are made up for as far as each lets, oldest first, and no source has more runs at once than it stands', async () => {
    const changes = Array.from({ length: MANY }, (_, index) => drawing(index)).map(
      (compiled) =>
        ({ kind: 'deploy', key: lab.key(compiled.name), compiled, nextFireTime: LAB_START + MINUTE }) as const,
    );
    await lab.store.applyChanges(LEADER_FENCE, 'sha256:test', changes, LAB_START, 'test');
    await lab.clock.advance(OUTAGE * MINUTE);
    while ((await lab.scheduler.look(LEADER_FENCE)) === 0);

    // those of the last minute are on time, two more are made up for, and the rest is one record each
    const runs = await recorded();
    const of = (name: string) => runs.filter(({ pipeline }) => pipeline === name);
    expect(runs).toHaveLength(MANY * (1 + CAUGHT_UP + 2));
    for (const index of [0, 1, MANY / 2, MANY - 1]) {
      const told = of(`p${String(index).padStart(5, '0')}`).map(({ fireTime, state, reason }) => [
        (fireTime - LAB_START) / MINUTE,
        state,
        reason?.missed?.count,
      ]);
      expect(told).toEqual([
        [6, 'skipped', 6],
        [7, 'scheduled', undefined],
        [8, 'waiting', undefined],
        [9, 'waiting', undefined],
        [10, 'waiting', undefined],
      ]);
    }

    // whoever claims, however much at once
    let urgent = true;
    for (let round = 0; round < 30; round++) {
      const now = lab.clock.now();
      const claimed = [];
      for (const executor of ['one', 'two'])
        claimed.push(...(await lab.store.claimRuns(lab.scope, executor, ['local'], CLAIMED, now + MINUTE, now)));
      expect(claimed).toHaveLength(LIMIT);
      const { held } = (await lab.store.poolsInUse(lab.scope))[0] ?? {};
      expect(held).toBe(LIMIT);
      // those of a higher priority first, each pipeline's oldest fire first
      urgent &&= claimed.every(({ pipeline }) => Number(pipeline.slice(1)) % 2 === 0);
      expect(urgent).toBe(true);
      expect(new Set(claimed.map(({ fireTime }) => fireTime))).toEqual(new Set([LAB_START + 7 * MINUTE]));
      for (const { id, executor = '' } of claimed) {
        await lab.store.startAttempt(id, executor, { id }, {}, undefined, now);
        const end = { attemptState: 'succeeded', runState: 'succeeded', metrics: {} } as const;
        await lab.store.finishAttempt(id, executor, 1, end, now);
      }
    }
  });
});

async function recorded() {
  const runs = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const page: Awaited<ReturnType<SchedulerLab['store']['listRuns']>> = await lab.store.listRuns({
      ...lab.scope,
      limit: 1_000,
      ...(cursor === '' ? {} : { cursor }),
    });
    runs.push(...page.items);
    cursor = page.nextCursor;
  }
  return runs.toSorted((left, right) => left.fireTime - right.fireTime);
}
