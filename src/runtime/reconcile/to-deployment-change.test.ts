import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createRuntimeLab,
  LAB_START,
  LEADER_FENCE,
  type RuntimeLab,
} from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { createWake } from '../observe/index.ts';
import type { Deployment } from '../ports/index.ts';
import { createScheduler } from '../schedule/index.ts';
import { toDeploymentChange } from './to-deployment-change.ts';

const MINUTE = 60_000;

describe('the clock of a schedule whose calendar is known to another day', () => {
  let lab: RuntimeLab;
  beforeEach(async () => {
    lab = await createRuntimeLab();
  });
  afterEach(() => lab.close());

  const known = (until: string, tags: readonly string[] = []) => {
    const calendar = { name: 'cn-workdays', until } as const;
    return sampleArtefact('a', { schedule: { kind: 'every', intervalMs: MINUTE, timeZone: 'UTC', calendar }, tags });
  };
  const deployment = () => lab.store.getDeployment(lab.key('a'));
  /** Deploys a version by the change that is made for it; tells when it fires next. */
  const change = async (compiled: ReturnType<typeof known>, more: Partial<Deployment> = {}) => {
    const before = await deployment();
    const artefact = before && (await lab.store.getArtefact(before.artefactDigest));
    const wanted = { from: undefined, compiled, before: { deployment: before && { ...before, ...more }, artefact } };
    const made = toDeploymentChange(wanted, lab.key, LAB_START);
    await lab.store.applyChanges(LEADER_FENCE, 'git', [made], LAB_START, 'test');
    return (await deployment())?.nextFireTime;
  };

  it('keeps a fire that is due, and drops one that is not known to be one any more', async () => {
    const due = LAB_START - 5 * MINUTE;
    await lab.deploy(known('2026-12-31'), due);
    expect(await change(known('2027-01-01'))).toBe(due);
    expect(await change(known('2026-01-01'))).toBeUndefined();
  });

  it('goes on from the last fire where it had come to its end', async () => {
    await lab.deploy(known('2026-01-01'));
    expect(await change(known('2026-12-31'), { lastFireTime: LAB_START - 5 * MINUTE })).toBe(LAB_START - 4 * MINUTE);
    await lab.store.setNextFireTime(LEADER_FENCE, lab.key('a'), undefined);
    expect(await change(known('2027-01-01'))).toBe(LAB_START + MINUTE);
  });

  it('goes on from where it had ended also where further days are others now', async () => {
    const own = (until: string, exclude: readonly string[]) => {
      const calendar = { name: 'ours', base: 'every-day', until, exclude } as const;
      return sampleArtefact('a', { schedule: { kind: 'every', intervalMs: MINUTE, timeZone: 'UTC', calendar } });
    };
    await lab.deploy(own('2026-03-01', []));
    const lastFireTime = Date.UTC(2026, 1, 28, 23, 59);
    expect(await change(own('2026-12-31', ['2026-02-28', '2026-12-25']), { lastFireTime })).toBe(Date.UTC(2026, 2, 1));
    await lab.store.setNextFireTime(LEADER_FENCE, lab.key('a'), undefined);
    expect(await change(own('2027-12-31', []), { lastFireTime })).toBe(LAB_START);
  });

  it('goes on too where an older build came to an end that this one does not see', async () => {
    await lab.deploy(known('2027-01-01'), LAB_START);
    const scheduler = createScheduler({ ...lab, executors: createWake(lab.clock) });
    await scheduler.look(LEADER_FENCE);
    expect(await deployment()).toMatchObject({ lastFireTime: LAB_START, nextFireTime: LAB_START + MINUTE });
    await lab.store.setNextFireTime(LEADER_FENCE, lab.key('a'), undefined);
    scheduler.deploymentsChanged();
    await scheduler.look(LEADER_FENCE);
    expect(await deployment()).toMatchObject({ nextFireTime: LAB_START + MINUTE });
  });
});

describe('the clock of a fixed rate that takes the place of one that is due', () => {
  it('goes on after what was due by that, and fires no slot that is told as missed', async () => {
    const lab = await createRuntimeLab();
    try {
      const rate = (minutes: number) =>
        sampleArtefact('a', { schedule: { kind: 'every', intervalMs: minutes * MINUTE, timeZone: 'UTC' } });
      await lab.deploy(rate(1), LAB_START - 8 * MINUTE);
      const before = await lab.store.getDeployment(lab.key('a'));
      const artefact = before && (await lab.store.getArtefact(before.artefactDigest));
      // its slot that is due at 10:00 is that of 9:54
      const wanted = { from: undefined, compiled: rate(9), before: { deployment: before, artefact } };
      const made = toDeploymentChange(wanted, lab.key, LAB_START);
      await lab.store.applyChanges(LEADER_FENCE, 'git', [made], LAB_START, 'test');
      expect((await lab.store.getDeployment(lab.key('a')))?.nextFireTime).toBe(LAB_START + 3 * MINUTE);
      const scheduler = createScheduler({ ...lab, executors: createWake(lab.clock) });
      await scheduler.look(LEADER_FENCE);
      const told = (await lab.runs('a')).map(({ fireTime, reason }) => [
        (fireTime - LAB_START) / MINUTE,
        reason?.missed?.count,
      ]);
      expect(told).toEqual([
        [-1, 8],
        [0, undefined],
      ]);
    } finally {
      await lab.close();
    }
  });
});
