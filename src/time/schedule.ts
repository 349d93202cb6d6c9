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

/** The name of one of them. */
export type CalendarName = (typeof CALENDAR_NAMES)[number];

/** The days on which a schedule fires. */
export interface ScheduleCalendar {
  readonly name: CalendarName;
  /** The first day that was not known when the pipeline was compiled, `2027-01-01`: nothing fires from it on. Absent = all are. */
  readonly until?: string;
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
