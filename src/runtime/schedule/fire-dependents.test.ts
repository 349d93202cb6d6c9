import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createRuntimeLab,
  LAB_START,
  LEADER_FENCE,
  type RuntimeLab,
} from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import type { NormalisedPipeline } from '../../compiler/index.ts';
import { createWake } from '../observe/index.ts';
import type { Store } from '../ports/index.ts';
import { createScheduler } from './scheduler.ts';

const MINUTE = 60_000;
const EVERY_MINUTE = { kind: 'every', intervalMs: MINUTE, timeZone: 'UTC' } as const;

describe('a dependent without a schedule', () => {
  let lab: RuntimeLab;
  beforeEach(async () => {
    lab = await createRuntimeLab();
  });
  afterEach(() => lab.close());

  const look = () => createScheduler({ ...lab, executors: createWake(lab.clock) }).look(LEADER_FENCE);
  const recorded = async () =>
    (await lab.runs('then')).map(({ fireTime, state, reason }) => [
      (fireTime - LAB_START) / MINUTE,
      state,
      reason?.code,
    ]);

  /** An upstream that succeeds every minute, and a dependent that a freeze holds for its first minutes. */
  async function deployed(heldMinutes: number, dependent: Partial<NormalisedPipeline>): Promise<void> {
    await lab.deploy(sampleArtefact('first', { schedule: EVERY_MINUTE, overlap: 'allow' }), LAB_START);
    const window = { from: LAB_START, to: LAB_START + heldMinutes * MINUTE };
    const then = sampleArtefact('then', {
      schedule: { kind: 'upstream', timeZone: 'UTC' },
      dependsOn: ['first'],
      freezes: [{ name: 'big-sale', policy: 'deny', fires: 'hold', window }],
      ...dependent,
    });
    await lab.deploy(then);
  }

  /** Each fire of the upstream succeeds in its minute; the scheduler looks before and after that. */
  async function pass(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute++) {
      await look();
      const now = lab.clock.now();
      for (const { id } of await lab.store.claimRuns(lab.scope, 'test', ['local'], 999, now + MINUTE, now)) {
        await lab.store.startAttempt(id, 'test', { id: 'job' }, {}, undefined, now);
        const outcome = { attemptState: 'succeeded', runState: 'succeeded', metrics: {} } as const;
        await lab.store.finishAttempt(id, 'test', 1, outcome, now);
      }
      await lab.clock.advance(MINUTE);
    }
  }

  it('has one run for all that a freeze held, and a record of each, by the policy that is the default', async () => {
    await deployed(5, {});
    await pass(5);
    expect(await recorded()).toEqual([]);
    await look();
    await look();
    expect(await recorded()).toEqual([
      [0, 'skipped', 'MISFIRED'],
      [1, 'skipped', 'MISFIRED'],
      [2, 'skipped', 'MISFIRED'],
      [3, 'skipped', 'MISFIRED'],
      [4, 'scheduled', undefined],
    ]);
  });

  it('makes up for what a freeze held, one run after the other, under `misfire: catch-up`', async () => {
    await deployed(5, { misfire: { policy: 'catch-up', limit: 3, afterMs: MINUTE - 1 } });
    await pass(5);
    await look();
    expect(await recorded()).toEqual([
      [0, 'skipped', 'MISFIRED'],
      [1, 'skipped', 'MISFIRED'],
      [2, 'scheduled', undefined],
      [3, 'waiting', 'CATCH_UP'],
      [4, 'waiting', 'CATCH_UP'],
    ]);
  });

  it('fires none of them that is late under `misfire: skip`', async () => {
    await deployed(3, { misfire: { policy: 'skip', limit: 1 } });
    await pass(3);
    await look();
    expect(await recorded()).toEqual([
      [0, 'skipped', 'MISFIRED'],
      [1, 'skipped', 'MISFIRED'],
      [2, 'scheduled', undefined],
    ]);
  });

  it('fires once a pause is over that came between the look and the record', async () => {
    await deployed(0, {});
    let pauses = 1;
    const { store } = lab;
    const recordFire: Store['recordFire'] = async (...args) => {
      if (pauses-- > 0) await store.pauseDeployment({ key: lab.key('then'), actor: 'ann' }, lab.clock.now());
      return await store.recordFire(...args);
    };
    const pausing = { ...lab, store: { ...store, recordFire }, executors: createWake(lab.clock) };
    const scheduler = createScheduler(pausing);
    await pass(1);
    await scheduler.look(LEADER_FENCE);
    await scheduler.look(LEADER_FENCE);
    expect(await recorded()).toEqual([]);
    await lab.store.resumeDeployment({ key: lab.key('then'), actor: 'ann' }, lab.clock.now());
    await scheduler.look(LEADER_FENCE);
    expect(await recorded()).toEqual([[0, 'scheduled', undefined]]);
  });

  it('has a record of each fire that was held, however many there are', { timeout: 60_000 }, async () => {
    await deployed(1, { overlap: 'allow' });
    await pass(3);
    expect(await recorded()).toHaveLength(2);
    await deployed(150, { overlap: 'allow', misfire: { policy: 'catch-up', limit: 1_000 } });
    await pass(150);
    await look();
    expect((await recorded()).map(([minute]) => minute)).toEqual(Array.from({ length: 153 }, (_, minute) => minute));
  });
});
