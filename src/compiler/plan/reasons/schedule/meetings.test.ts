import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFireTime, type Schedule } from '../../../../time/index.ts';
import type { ArtefactBrief, CompiledArtefact } from '../../../artefact/index.ts';
import type { PlanSide } from '../../plan-side.ts';
import { Meetings } from './meetings.ts';

const NOW = Date.UTC(2026, 2, 2, 10);
const WEEK_MS = 7 * 86_400_000;

interface Reader {
  readonly schedule: Schedule;
  readonly datasource: string;
  readonly state?: ArtefactBrief['state'];
}

const NOTHING = { tables: [], files: [], patterns: [] };

/** Of a pipeline that is not asked for more than its brief. */
function side(readers: Readonly<Record<string, Reader>>): PlanSide {
  const pipelines = Object.entries(readers).map(([name, { state = 'running', ...more }]) => {
    const brief: ArtefactBrief = {
      state,
      dependsOn: [],
      reads: NOTHING,
      writes: NOTHING,
      database: more.datasource,
      ...more,
    };
    return [name, { brief } as CompiledArtefact] as const;
  });
  return {
    origin: { kind: 'folder', digest: '' },
    pipelines: new Map(pipelines),
    broken: new Set(),
    incomplete: false,
  };
}

const cron = (expression: string, timeZone = 'UTC'): Schedule => ({
  kind: 'cron',
  expression,
  dialect: 'quartz-2.5',
  timeZone,
});

const between = (base: Parameters<typeof side>[0], head: Parameters<typeof side>[0], renames = {}): Meetings =>
  new Meetings(side(base), side(head), new Map(Object.entries(renames)), NOW);

const namesOf = (meetings: Meetings, pipeline: string): readonly string[] =>
  (meetings.of(pipeline)?.others ?? []).flatMap(({ names }) => names).filter((name) => name !== pipeline);

const TWO = cron('0 0 2 * * ?');

describe('Meetings', () => {
  it('finds a collision that is days away', () => {
    const base = { weekly: { schedule: cron('0 0 2 ? * SUN'), datasource: 'erp' } };
    const meetings = between(base, { ...base, a: { schedule: cron('0 0 2 ? * SUN,WED'), datasource: 'erp' } });
    expect(meetings.windowMs).toBe(WEEK_MS);
    expect(meetings.of('a')).toMatchObject({ count: 1, first: Date.UTC(2026, 2, 8, 2) });
    expect(meetings.of('weekly')).toBeUndefined();
  });

  it('counts a second once, whoever else begins in it, and names the most frequent first', () => {
    const base = {
      rare: { schedule: cron('0 0 3 * * ?'), datasource: 'erp' },
      often: { schedule: cron('0 0 0/3 * * ?'), datasource: 'erp' },
    };
    const meetings = between(base, { ...base, a: { schedule: cron('0 0 * * * ?'), datasource: 'erp' } });
    expect(meetings.of('a')?.count).toBe(8 * 7);
    expect(namesOf(meetings, 'a')).toEqual(['often', 'rare']);
  });

  it('is silent of one that has another name, begins as before, reads elsewhere, or is suspended', () => {
    const base = { a: { schedule: TWO, datasource: 'erp' }, b: { schedule: TWO, datasource: 'erp' } };
    const head = { c: { schedule: TWO, datasource: 'erp' }, b: { schedule: TWO, datasource: 'erp' } };
    expect(between(base, head, { c: 'a' }).of('c')).toBeUndefined();
    expect(between(base, head).of('c')?.count).toBe(7);
    expect(between({ b: base.b }, { ...base, a: { ...base.a, datasource: 'ods' } }).of('a')).toBeUndefined();
    expect(between({ b: base.b }, { ...base, a: { ...base.a, state: 'suspended' } }).of('a')).toBeUndefined();
  });

  it('looks less far where there is too much to look at', () => {
    const seconds = (zones: readonly string[]): Record<string, Reader> =>
      Object.fromEntries(zones.map((zone) => [zone, { schedule: cron('* * * * * ?', zone), datasource: 'erp' }]));
    expect(between({}, seconds(['UTC'])).windowMs).toBe(86_400_000);
    const zones = ['UTC', 'Asia/Shanghai', 'Asia/Tokyo', 'Asia/Kolkata'];
    expect(between({}, seconds(zones)).windowMs).toBe(3_600_000);
    expect(between({}, seconds(zones)).of('UTC')?.count).toBe(3_600);
  });

  it('is silent of those that move to another database together', () => {
    const both = (datasource: string) => ({ a: { schedule: TWO, datasource }, b: { schedule: TWO, datasource } });
    const moved = between(both('erp'), both('ods'));
    expect([moved.of('a'), moved.of('b')]).toEqual([undefined, undefined]);
    const there = between(
      { ...both('erp'), c: { schedule: TWO, datasource: 'ods' } },
      { ...both('ods'), c: { schedule: TWO, datasource: 'ods' } },
    );
    expect([there.of('a')?.pipelines, there.of('c')?.pipelines]).toEqual([1, undefined]);
  });

  const schedules: fc.Arbitrary<Schedule> = fc.oneof(
    fc
      .record({
        minute: fc.constantFrom('0', '30', '0/15'),
        hour: fc.constantFrom('*', '2', '0/6', '2,14'),
        days: fc.constantFrom('* * ?', '? * MON', '? * 2-6'),
        zone: fc.constantFrom('UTC', 'Asia/Shanghai', 'Asia/Kolkata'),
      })
      .map(({ minute, hour, days, zone }) => cron(`0 ${minute} ${hour} ${days}`, zone)),
    fc
      .constantFrom(900_000, 3_600_000, 25_200_000)
      .map((intervalMs): Schedule => ({ kind: 'every', intervalMs, timeZone: 'UTC' })),
  );
  const readers = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.record({ schedule: schedules, datasource: fc.constantFrom('erp', 'ods') }),
    { noNullPrototype: true },
  );

  it('finds what looking at every second would find', () => {
    const fires = (reader: Reader | undefined, time: number): boolean =>
      reader !== undefined && nextFireTime(reader.schedule, time - 1) === time;
    fc.assert(
      fc.property(readers, readers, (base, head) => {
        const meetings = between(base, head);
        for (const [name, own] of Object.entries(head)) {
          const was = base[name];
          const isAsBefore = JSON.stringify(was) === JSON.stringify(own);
          const times = new Set<number>();
          const others = new Set<string>();
          for (let time = NOW + 900_000; time <= NOW + WEEK_MS && !isAsBefore; time += 900_000)
            for (const [other, its] of Object.entries(head)) {
              if (other === name || its.datasource !== own.datasource) continue;
              if (!fires(own, time) || !fires(its, time)) continue;
              const itsWas = base[other];
              const wasOne = was?.datasource === itsWas?.datasource;
              if (wasOne && fires(was, time) && fires(itsWas, time)) continue;
              times.add(time);
              others.add(other);
            }
          const found = meetings.of(name);
          expect([found?.count ?? 0, found?.first]).toEqual([
            times.size,
            times.size === 0 ? undefined : Math.min(...times),
          ]);
          const told = (found?.others ?? []).flatMap(({ names }) => names).filter((each) => each !== name);
          expect(told.toSorted()).toEqual([...others].toSorted());
        }
      }),
      { numRuns: 40 },
    );
  });
});
