import type { BACKFILL_DEEDS } from './backfills.ts';
import type { EDIT_DEEDS } from './edits.ts';
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
  /** Which pipeline the backfills are of: of fires, or of values of its cursor. */
  readonly backfilled?: 'fires' | 'values';
  /** What people do to schedules before one of these deeds, and how often; absent = nobody edits one. */
  readonly edits?: {
    readonly chance: number;
    readonly chosen: readonly [keyof typeof EDIT_DEEDS, ...(keyof typeof EDIT_DEEDS)[]];
  };
  /** Whether some pipelines share a datasource with a limit. */
  readonly limits?: boolean;
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

/** The same, and people have ranges of cursor values read, beside a datasource that stands only so many runs at once. */
export const RANGED_VALUES: Profile = {
  ...RUNTIME,
  limits: true,
  backfilled: 'values',
  backfills: {
    chance: 0.8,
    chosen: [
      'ask for a range',
      'ask for a range',
      'ask for a range',
      'pause a backfill',
      'resume a backfill',
      'resume a backfill',
      'cancel a backfill',
    ],
  },
};

/** Of so many seeds of the whole runtime one has backfills and freezes, and one ranges of values: they make a history longer. */
const SHARE = 4;

/** What kind of history of the whole runtime a seed is. */
export function profileOf(seed: number): Profile {
  const kinds: Readonly<Record<number, Profile>> = { 1: BACKFILLED, 3: RANGED_VALUES };
  return kinds[seed % SHARE] ?? RUNTIME;
}

/** How schedules are edited: of one by anybody, when it is due, twice, and by a process that dies of it. */
const EDITS: NonNullable<Profile['edits']> = {
  chance: 0.6,
  chosen: [
    'edit a schedule',
    'edit a schedule',
    'edit a schedule that is due',
    'edit a schedule twice',
    'edit while nobody is there',
    'edit while nobody is there',
    'edit a schedule, and die of it',
  ],
};

/** Schedules of every kind in long histories, some of which people edit. */
export const SCHEDULE: Profile = {
  clocks: [3, 7],
  extras: false,
  hosts: [2, 2],
  deeds: [6, 14],
  longestPauseMs: 30_000,
  freezes: { beginWithin: 240, longest: 150 },
  limits: true,
  edits: EDITS,
  chosen: ['kill', 'kill', 'freeze', 'stop', 'edit', 'black out', 'foul weather'],
  people: { chance: 0, chosen: ['pause'] },
};

/** Few schedules in short histories, and people who edit them all the time. */
export const EDITED_SCHEDULES: Profile = {
  clocks: [1, 1],
  extras: false,
  hosts: [2, 2],
  deeds: [4, 7],
  longestPauseMs: 15_000,
  limits: true,
  edits: { ...EDITS, chance: 1 },
  chosen: ['kill', 'freeze', 'stop', 'edit', 'black out', 'black out', 'foul weather'],
  people: { chance: 0, chosen: ['pause'] },
};

/** What kind of history of schedules a seed is. */
export function scheduleProfileOf(seed: number): Profile {
  return seed % 2 === 0 ? EDITED_SCHEDULES : SCHEDULE;
}
