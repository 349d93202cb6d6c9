/** When a pipeline fires. All durations in milliseconds, times in UTC milliseconds. */
export type Schedule =
  | { readonly kind: 'cron'; readonly expression: string; readonly dialect: CronDialect; readonly timeZone: string }
  /** Fixed rate: fires at the multiples of the interval since the epoch. */
  | { readonly kind: 'every'; readonly intervalMs: number; readonly timeZone: string }
  /** Fixed delay: this long after the previous run has ended. */
  | { readonly kind: 'after'; readonly delayMs: number; readonly timeZone: string }
  | { readonly kind: 'at'; readonly time: number; readonly timeZone: string }
  | { readonly kind: 'manual'; readonly timeZone: string }
  /** Takes its upstream's fire time (`dependsOn` without a schedule). */
  | { readonly kind: 'upstream'; readonly timeZone: string }
  /** A streaming deployment: always running, never fired. */
  | { readonly kind: 'continuous'; readonly timeZone: string };

/** `quartz-2.5` is the default for 6 and 7 fields, `unix` for 5. */
export type CronDialect = 'quartz-2.5' | 'unix';
