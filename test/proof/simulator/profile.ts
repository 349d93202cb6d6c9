import type { BACKFILL_DEEDS } from './backfills.ts';
import type { DEEDS } from './happen.ts';
import type { FreezeTimes } from './world/sim-freezes.ts';
import type { PEOPLES_DEEDS } from './people.ts';

/** What kind of histories seeds are. */
export interface Profile {
  /** Clocked pipelines, at least and at most. */
  readonly clocks: readonly [number, number];
  /** Pipelines with a cursor, by hand, and of the kind that comes and goes, too. */
  readonly extras: boolean;
  readonly hosts: readonly [number, number];
  readonly deeds: readonly [number, number];
  readonly longestPauseMs: number;
  /** When some of the pipelines are frozen; absent = none ever is. */
  readonly freezes?: FreezeTimes;
  /** What people do with backfills before one of these deeds, and how often; absent = nobody asks for one. */
  readonly backfills?: {
    readonly chance: number;
    readonly chosen: readonly [keyof typeof BACKFILL_DEEDS, ...(keyof typeof BACKFILL_DEEDS)[]];
  };
  readonly chosen: readonly [keyof typeof DEEDS, ...(keyof typeof DEEDS)[]];
  /** What people do before one of these deeds, and how often. */
  readonly people: {
    readonly chance: number;
    readonly chosen: readonly [keyof typeof PEOPLES_DEEDS, ...(keyof typeof PEOPLES_DEEDS)[]];
  };
}

/** The whole runtime in short histories with everything that can go wrong. */
export const RUNTIME: Profile = {
  clocks: [1, 1],
  extras: true,
  hosts: [2, 3],
  deeds: [2, 5],
  longestPauseMs: 3_000,
  chosen: [
    'kill',
    'kill',
    'kill young',
    'black out',
    'freeze',
    'freeze',
    'freeze for long',
    'freeze two at one start',
    'stop',
    'cut off',
    'cut off',
    'outage',
    'foul weather',
    'foul weather',
    'flush Redis',
    'restore Redis',
    'tear the bus',
    'delete a topic',
    'edit',
    'edit',
    'roll back',
    'roll back',
    'break the folder',
    'take a pipeline out',
    'ask for a run',
  ],
  people: { chance: 0.5, chosen: ['pause', 'pause', 'pause', 'resume', 'resume', 'confirm a delete', 'restore'] },
};

/** The same, and people have fires of the past run, while freezes hold and skip others. */
export const BACKFILLED: Profile = {
  ...RUNTIME,
  freezes: { beginWithin: 15, longest: 12 },
  backfills: {
    chance: 0.3,
    chosen: [
      'ask for a backfill',
      'ask for a backfill',
      'ask for a backfill',
      'pause a backfill',
      'resume a backfill',
      'resume a backfill',
      'cancel a backfill',
    ],
  },
};

/** One in so many seeds of the whole runtime has backfills and freezes: they make a history longer. */
const BACKFILLED_SHARE = 4;

/** What kind of history of the whole runtime a seed is. */
export function profileOf(seed: number): Profile {
  return seed % BACKFILLED_SHARE === 1 ? BACKFILLED : RUNTIME;
}

/** Schedules of every kind in long histories. */
export const SCHEDULE: Profile = {
  clocks: [3, 7],
  extras: false,
  hosts: [2, 2],
  deeds: [6, 14],
  longestPauseMs: 30_000,
  freezes: { beginWithin: 240, longest: 150 },
  chosen: ['kill', 'kill', 'freeze', 'stop', 'edit', 'black out', 'foul weather'],
  people: { chance: 0, chosen: ['pause'] },
};
