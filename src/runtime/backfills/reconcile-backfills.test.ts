import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createRuntimeLab,
  LAB_START,
  LEADER_FENCE,
  type RuntimeLab,
} from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import type { DesiredBackfill } from '../../compiler/index.ts';
import { leaderLease } from '../ports/index.ts';
import { reconcileBackfills } from './reconcile-backfills.ts';

const DAY = 86_400_000;
const daily = { kind: 'cron', expression: '0 0 2 * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' } as const;
const january: DesiredBackfill = {
  name: 'january',
  pipeline: 'orders',
  from: Date.UTC(2026, 0, 2),
  to: Date.UTC(2026, 1, 2) - 1,
  order: 'oldest-first',
  concurrency: 2,
  onFailure: 'stop',
  allowDuplicates: false,
  why: 'new column',
  file: 'backfills/january.yaml',
};

let lab: RuntimeLab;
beforeEach(async () => {
  lab = await createRuntimeLab();
});
afterEach(() => lab.close());

const deploy = (schedule = {}) => lab.deploy(sampleArtefact('orders', { schedule: { ...daily, ...schedule } }));
async function reconcile(wanted: readonly DesiredBackfill[], isWhole = true, fence = LEADER_FENCE) {
  const { told, isChanged } = await reconcileBackfills(lab, { scope: lab.scope, fence, wanted, isWhole });
  return { told: told.map(({ code, file, message }) => [code, file, message]), isChanged };
}
const all = async () => (await lab.store.listBackfills({ ...lab.scope, limit: 9 })).items;

it('begins what a file says once, whatever restarts, and looks at it again without a word', async () => {
  await deploy();
  expect(await reconcile([january])).toEqual({ told: [], isChanged: true });
  expect(await all()).toMatchObject([
    { name: 'january', state: 'waiting', total: 31, concurrency: 2, actor: 'reconcile', why: 'new column' },
  ]);
  const before = (await lab.store.listEvents({ limit: 99 })).items.length;
  expect(await reconcile([january])).toEqual({ told: [], isChanged: false });
  expect((await lab.store.listEvents({ limit: 99 })).items).toHaveLength(before);
});

it('leaves alone what is over, and cancels what is under way, when the file goes', async () => {
  await deploy();
  await reconcile([january, { ...january, name: 'over', from: january.from - 9 * DAY, to: january.from - DAY }]);
  const over = (await all()).find(({ name }) => name === 'over');
  if (over === undefined) throw new Error('it was begun');
  await lab.store.feedBackfill(LEADER_FENCE, { backfill: over, feed: [], again: [], state: 'succeeded' }, LAB_START);
  expect(await reconcile([], false)).toEqual({ told: [], isChanged: false });
  expect(await reconcile([])).toEqual({ told: [], isChanged: true });
  const states = async () => (await all()).map(({ name, state }) => [name, state]).toSorted();
  expect(await states()).toEqual([
    ['january', 'cancelled'],
    ['over', 'succeeded'],
  ]);
  await reconcile([january]);
  expect(await states()).toContainEqual(['january', 'cancelled']);
});

it('tells of a file that says something else than was begun, and runs nothing of that', async () => {
  await deploy();
  await reconcile([january]);
  expect(await reconcile([{ ...january, why: 'another word', to: january.to + DAY }])).toEqual({
    told: [['SL1406', 'backfills/january.yaml', '`january` was begun as something else: it is `waiting`']],
    isChanged: false,
  });
  expect(await all()).toMatchObject([{ to: january.to, state: 'waiting' }]);
});

it('tells what keeps one from beginning, and begins it when that is over', async () => {
  expect((await reconcile([january])).told).toMatchObject([
    ['SL1407', january.file, expect.stringContaining('`orders` is not deployed')],
  ]);
  await deploy();
  const march = { ...january, name: 'march', to: LAB_START + 5 * DAY, from: LAB_START - DAY };
  expect((await reconcile([march])).told).toMatchObject([
    ['SL1407', january.file, expect.stringContaining('fires that are to come')],
  ]);
  await lab.clock.advance(5 * DAY);
  expect(await reconcile([march])).toEqual({ told: [], isChanged: true });
  const other = { ...march, name: 'other' };
  expect((await reconcile([march, other])).told).toMatchObject([
    ['SL1407', january.file, expect.stringContaining('is under way')],
  ]);
  await deploy({ expression: '0 0 2 29 2 ?' });
  expect((await reconcile([march, january])).told).toMatchObject([
    ['SL1407', january.file, expect.stringContaining('no fires in its range')],
  ]);
});

it('is the leader’s alone', async () => {
  await deploy();
  await lab.store.nextFence(leaderLease(lab.scope), 5);
  const stale = reconcile([january], true, 0);
  await expect(stale).rejects.toMatchObject({ code: 'STORE_FENCED' });
  expect(await all()).toEqual([]);
});
