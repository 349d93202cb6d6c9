/** When a pipeline fires. All durations in milliseconds, times in UTC milliseconds. */
export type Schedule =
  | ({
      readonly kind: 'cron';
      readonly expression: string;
      readonly dialect: CronDialect;
      /** Absent = `wall-clock`, so that a schedule that names no policy keeps its bytes. */
      readonly dst?: 'quartz';
      readonly timeZone: string;
    } & Jitter &
      ScheduleLimits)
  /** Fixed rate: fires at the multiples of the interval since the epoch. */
  | ({ readonly kind: 'every'; readonly intervalMs: number; readonly timeZone: string } & Jitter & ScheduleLimits)
  /** Fixed delay: this long after the previous run has ended. */
  | { readonly kind: 'after'; readonly delayMs: number; readonly timeZone: string }
  | { readonly kind: 'at'; readonly time: number; readonly timeZone: string }
  | { readonly kind: 'manual'; readonly timeZone: string }
  /** Takes its upstream's fire time (`dependsOn` without a schedule). */
  | { readonly kind: 'upstream'; readonly timeZone: string }
  /** A streaming deployment: always running, never fired. */
  | { readonly kind: 'continuous'; readonly timeZone: string };

/** That starts are spread: it moves no fire, and says nothing of when there is one. */
export interface Jitter {
  /** Each fire starts by less than this later, by a time that is the pipeline's own (`startDelay`). */
  readonly jitterMs?: number;
}

/** Which of the moments that a clock says are fires. Absent members limit nothing. */
export interface ScheduleLimits {
  /** The first moment at which it may fire. */
  readonly start?: number;
  /** From this moment on it fires no more. */
  readonly end?: number;
  /** It fires on the days of this calendar alone. */
  readonly calendar?: ScheduleCalendar;
}

/** Calendars that Sluice knows: Monday to Friday, and the working days of China with its holidays. */
export const CALENDAR_NAMES = ['weekdays', 'cn-workdays'] as const;

/** What the calendars of a project may be made of. */
export const CALENDAR_BASES = [...CALENDAR_NAMES, 'every-day'] as const;

/** The days of a calendar on which a schedule may fire. */
export const CALENDAR_DAYS = ['working-days', 'holidays'] as const;

/** Which of them. */
export type CalendarBase = (typeof CALENDAR_BASES)[number];

/** The days on which a schedule fires: working days, or with `on` the others. */
export interface ScheduleCalendar {
  /** One of {@link CALENDAR_NAMES}, or a calendar of the project. */
  readonly name: string;
  /** What a calendar of the project is made of; absent = it is one that Sluice knows. */
  readonly base?: CalendarBase;
  /** Days that are no working days beside those of the base, `2026-12-31`, sorted. */
  readonly exclude?: readonly string[];
  /** Days that are, whatever the base says. */
  readonly include?: readonly string[];
  /** The first day that was not known when the pipeline was compiled, `2027-01-01`: nothing fires from it on. Absent = all are. */
  readonly until?: string;
  /** It fires on the days that are no working days. */
  readonly on?: 'holidays';
}

/** How cron expressions may be read. */
export const CRON_DIALECTS = ['quartz-2.5', 'quartz-2.3', 'unix'] as const;

/**
 * `quartz-2.5` (as of 2.5.2, and of xxl-job 3.4) is the default for 6 and 7 fields, `unix` for 5. `quartz-2.3` (as of 2.3.2,
 * and of xxl-job 2.x) takes no `L` and no `W` in a list; what it takes fires at the same moments.
 */
export type CronDialect = (typeof CRON_DIALECTS)[number];

/** What becomes of a fire whose reading of the clock is skipped or comes twice. */
export const DST_POLICIES = ['wall-clock', 'quartz'] as const;

/**
 * `wall-clock`: once for each reading, a skipped one at the first moment after, a doubled one at the earlier; intervals keep
 * theirs. `quartz`: as Quartz and xxl-job do it, a skipped reading not at all, a doubled one at the later.
 */
export type DstPolicy = (typeof DST_POLICIES)[number];
