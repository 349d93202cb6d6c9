import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createSchedulerLab, type SchedulerLab } from '../../test/support/runtime/scheduler-lab.ts';
import { LAB_START } from '../../test/support/runtime/runtime-lab.ts';
import { explainRun } from './why/index.ts';

/** As Berlin, and of no other test: what was once made of a zone is kept for the whole process. */
const ZONE = 'Europe/Busingen';
/** At two in the morning. */
const daily = { kind: 'cron', expression: '0 0 2 * * ?', dialect: 'quartz-2.5', timeZone: ZONE } as const;
const JULY = Date.parse('2026-07-01T00:00:00Z');

let lab: SchedulerLab;
beforeAll(async () => {
  // A build by whose zone data it has no summer time any more.
  const { DateTimeFormat } = Intl;
  class OtherData extends DateTimeFormat {
    constructor(locale?: string, options: Intl.DateTimeFormatOptions = {}) {
      super(locale, options.timeZone === ZONE ? { ...options, timeZone: 'Africa/Lagos' } : options);
    }
  }
  vi.stubGlobal('Intl', Object.assign(Object.create(Intl) as typeof Intl, { DateTimeFormat: OtherData }));
  lab = await createSchedulerLab();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await lab.close();
});

it('fires at the moment that was recorded by other zone data, says so, and computes what comes next by its own', async () => {
  // by the data of the build before, two in the morning of 1 July was midnight in UTC
  await lab.deployAs('orders', { schedule: daily, misfire: { policy: 'catch-up', limit: 9 } }, JULY);
  await lab.clock.advance(JULY - LAB_START);
  await lab.look();
  const [run, ...others] = await lab.runs('orders');
  expect(others).toEqual([]);
  expect(run).toMatchObject({ fireTime: JULY, state: 'scheduled' });
  expect(await lab.next('orders')).toBe(Date.parse('2026-07-01T01:00:00Z'));

  if (run === undefined) return;
  const { steps } = await explainRun(lab.store, run, [], lab.clock.now());
  expect(steps.map(({ kind }) => kind)).toEqual(['due', 'foreign']);

  await lab.clock.advance(24 * 3_600_000 + 1);
  await lab.look();
  const fires = (await lab.runs('orders')).map(({ fireTime }) => new Date(fireTime).toISOString());
  expect(fires).toEqual(['2026-07-01T00:00:00.000Z', '2026-07-01T01:00:00.000Z']);
  const own = (await lab.runs('orders')).at(-1);
  if (own === undefined) return;
  const story = await explainRun(lab.store, own, [], lab.clock.now());
  expect(story.steps.map(({ kind }) => kind)).not.toContain('foreign');
});
