import type { NormalisedPipeline } from '../../../../src/compiler/index.ts';
import type { Seeded } from '../../support/seeded.ts';

type Schedule = Extract<NormalisedPipeline['schedule'], { readonly kind: 'cron' | 'every' }>;

/** A schedule of every kind, with an arithmetic of its fires that is not the program's. */
export interface Clockwork {
  readonly schedule: Schedule;
  /** Whether it fires at this whole second since 1970. */
  readonly firesAt: (second: number) => boolean;
}

const HOUR = 3_600;
/** Zones that keep one distance from UTC all year, seconds: one of three quarters of an hour, and one in which the next day has begun. */
const ZONES = {
  UTC: 0,
  'Asia/Shanghai': 8 * HOUR,
  'Asia/Kathmandu': 5.75 * HOUR,
  'Pacific/Kiritimati': 14 * HOUR,
} as const;
type Zone = keyof typeof ZONES;
/** Days on which histories are somewhere. */
const DAYS = ['2026-03-02', '2026-03-03'] as const;
/** Within so many seconds of its beginning a schedule begins or ends in the middle of a history. */
const WITHIN = 300;

/** What says at which moments there is a fire, before anything limits it. */
export function plainClock(choose: Seeded): Clockwork {
  const timeZone = choose.pick(Object.keys(ZONES) as [Zone, ...Zone[]]); // `as`: they are its keys
  const cron = (expression: string, dialect: 'quartz-2.5' | 'unix') =>
    ({ kind: 'cron', expression, dialect, timeZone }) as const;
  switch (choose.between(0, 5)) {
    case 0:
      return { schedule: cron('*/20 * * * * ?', 'quartz-2.5'), firesAt: (second) => second % 20 === 0 };
    case 1:
      return { schedule: cron('15 * * * * ?', 'quartz-2.5'), firesAt: (second) => second % 60 === 15 };
    case 2:
      return {
        schedule: cron('*/2 * * * *', 'unix'),
        firesAt: (second) => second % 60 === 0 && ((second + ZONES[timeZone]) / 60) % 2 === 0,
      };
    default: {
      const every = choose.pick([5, 10, 45] as const);
      return {
        schedule: { kind: 'every', intervalMs: every * 1_000, timeZone },
        firesAt: (second) => second % every === 0,
      };
    }
  }
}

/**
 * The same between two moments, or on some days alone.
 *
 * @param start When the history begins, UTC milliseconds.
 */
export function limitedClock(choose: Seeded, { schedule, firesAt }: Clockwork, start: number): Clockwork {
  const at = Math.floor(start / 1_000) + choose.between(0, WITHIN);
  switch (choose.pick(['start', 'end', 'days', 'days', 'other days'] as const)) {
    case 'start':
      return { schedule: { ...schedule, start: at * 1_000 }, firesAt: (second) => second >= at && firesAt(second) };
    case 'end':
      return { schedule: { ...schedule, end: at * 1_000 }, firesAt: (second) => second < at && firesAt(second) };
    case 'days': {
      const day = choose.pick(DAYS);
      const calendar = { name: 'quiet', base: 'every-day', exclude: [day] } as const;
      return {
        schedule: { ...schedule, calendar },
        firesAt: (second) => dayOf(schedule, second) !== day && firesAt(second),
      };
    }
    case 'other days': {
      const day = choose.pick(DAYS);
      const calendar = { name: 'busy', base: 'every-day', exclude: [day], on: 'holidays' } as const;
      return {
        schedule: { ...schedule, calendar },
        firesAt: (second) => dayOf(schedule, second) === day && firesAt(second),
      };
    }
  }
}

/** The day that a calendar on the wall shows. */
function dayOf({ timeZone }: Schedule, second: number): string {
  const distance = ZONES[timeZone as Zone]; // it is drawn from them
  return new Date((second + distance) * 1_000).toISOString().slice(0, 10);
}
