import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAB_START, LEADER_FENCE } from '../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../test/support/runtime/sample-artefact.ts';
import { createSchedulerLab, MINUTE, type SchedulerLab } from '../../test/support/runtime/scheduler-lab.ts';
import { createWake } from './observe/index.ts';
import type { Store } from './ports/index.ts';
import { toDeploymentChange } from './reconcile/index.ts';
import { createScheduler } from './schedule/index.ts';

const HALF = MINUTE / 2;
const MINUTES = 4;
const cron = (expression: string) => ({ kind: 'cron', expression, dialect: 'quartz-2.5', timeZone: 'UTC' }) as const;
/** A schedule that fires at each minute, and one that does so and between. */
const [WHOLE, HALVES] = ['0 * * * * ?', '0,30 * * * * ?'].map((expression) =>
  sampleArtefact('orders', { schedule: cron(expression), overlap: 'allow' }),
) as [ReturnType<typeof sampleArtefact>, ReturnType<typeof sampleArtefact>];

/** Where in a look the edit comes: before it, when the scheduler has read what is due, when it has read what is open, after it. */
const MOMENTS = ['before', 'dueDeployments', 'openRunsOf', 'after'] as const;

describe('a schedule that is changed in the second it is due', () => {
  it('fires each time that either has, once, and none that the present one has not', async () => {
    const edit = fc.record({ moment: fc.constantFrom(...MOMENTS), offsetMs: fc.integer({ min: -2, max: 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: MINUTES, maxLength: MINUTES }), async (edits) => {
        const lab = await createSchedulerLab();
        try {
          let isWhole = true;
          await lab.deploy(WHOLE, LAB_START + MINUTE);
          const expected: number[] = [];
          for (const [minute, { moment, offsetMs }] of edits.entries()) {
            const due = LAB_START + (minute + 1) * MINUTE;
            await lab.clock.advance(due + offsetMs - lab.clock.now());
            await lookWith(lab, moment, () => redeploy(lab, isWhole ? HALVES : WHOLE));
            isWhole = !isWhole;
            await lab.clock.advance(due + 3 - lab.clock.now());
            await lab.scheduler.look(LEADER_FENCE);
            expected.push(due);
            await lab.clock.advance(HALF);
            await lab.scheduler.look(LEADER_FENCE);
            if (!isWhole) expected.push(due + HALF);
          }
          expect((await lab.runs('orders')).map(({ fireTime }) => fireTime)).toEqual(expected);
        } finally {
          await lab.close();
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** A look of the scheduler into which the edit comes. */
async function lookWith(lab: SchedulerLab, moment: (typeof MOMENTS)[number], edit: () => Promise<void>): Promise<void> {
  let isMade = false;
  const once = async (): Promise<void> => {
    if (isMade) return;
    isMade = true;
    await edit();
  };
  if (moment === 'before') await once();
  const store: Store = {
    ...lab.store,
    async dueDeployments(...asked) {
      const due = await lab.store.dueDeployments(...asked);
      if (moment === 'dueDeployments') await once();
      return due;
    },
    async openRunsOf(...asked) {
      const open = await lab.store.openRunsOf(...asked);
      if (moment === 'openRunsOf') await once();
      return open;
    },
  };
  await createScheduler({ ...lab, store, executors: createWake(lab.clock) }).look(LEADER_FENCE);
  // a moment that did not come, as nothing was due yet
  await once();
}

/** As a reconciliation deploys it. */
async function redeploy(lab: SchedulerLab, compiled: typeof WHOLE): Promise<void> {
  const deployment = await lab.store.getDeployment(lab.key('orders'));
  const artefact = deployment && (await lab.store.getArtefact(deployment.artefactDigest));
  const now = lab.clock.now();
  const change = toDeploymentChange({ from: undefined, compiled, before: { deployment, artefact } }, lab.key, now);
  await lab.store.applyChanges(LEADER_FENCE, 'sha256:test', [change], now, 'test');
}
