export type * from './run-time-value.ts';
export * from './schedule.ts';
export type { Cron } from './cron-expression.ts';
export { parseCron, type CronResult } from './cron.ts';
export { clockMark, type ClockMark } from './clock-mark.ts';
export { clockChanges, type ClockChange } from './clock-changes.ts';
export { splitCron } from './cron-tokens.ts';
export { isSameButDays, isSameClock } from './is-same-clock.ts';
export { isSameSchedule } from './is-same-schedule.ts';
export { MISFIRE_AFTER_MS } from './misfire-after.ts';
export { meetingTime } from './meeting-time.ts';
export { oddFires, type OddFire } from './odd-fires.ts';
export { isWithinHours, readTimeOfDay, type DailyHours } from './daily-hours.ts';
export { dueTimeOf, spreadFrom, type DueTime } from './due-time.ts';
export {
  closedUntil,
  closureAt,
  skipAt,
  FREEZE_ENDS,
  FREEZE_POLICIES,
  opensFrom,
  type Closure,
  type Freeze,
  type FreezeWindow,
} from './freezes.ts';
export { startDelay, type StartDelayOf } from './start-delay.ts';
export { shortestInterval } from './shortest-interval.ts';
export type { CronFailure, CronSuggestion, CronToken } from './cron-field.ts';
export { EPOCH_2026 } from './epoch-2026.ts';
export { firstFireTime } from './first-fire-time.ts';
export { RANGE_KINDS, readFireRange, type FireRange, type RangeKind, type ReadRange } from './fire-range.ts';
export { firesBetween } from './fires-between.ts';
export { countFires, FIRE_ORDERS, firesInOrder, type FireCount, type FireOrder } from './fires-in-range.ts';
export { firesOnADay } from './fires-on-a-day.ts';
export { firingDays, type FiringDays } from './firing-days.ts';
export { firesPerDay } from './fires-per-day.ts';
export { isIntervalLike, nextCronTime, previousCronTime } from './cron-times.ts';
export { describeRunTimeValue, describeText } from './describe.ts';
export { limitsInWords } from './describe-limits.ts';
export { describeSchedule } from './describe-schedule.ts';
export { formatDuration, parseDuration } from './duration.ts';
export { applyOffset, evaluateRunTimeValue, evaluateText } from './evaluate.ts';
export { baseKnownUntil, calendarEnd, calendarNamed } from './calendars.ts';
export { cronOf, isClockSchedule } from './clock-ticks.ts';
export { nextFireTime, nextFireTimes, previousFireTime, windowStart } from './fire-times.ts';
export { checkFormat, DATE_FORMAT, formatTime, ISO_FORMAT, MOMENT_FORMAT, type FormatProblem } from './format.ts';
export { RUN_TIME_NAMES, type RunTimeTextProblem } from './placeholder.ts';
export { hasRunTimeValue, parseRunTimeText, type ParsedRunTimeText } from './run-time-text.ts';
export { firstTransition, fromWallClock, isTimeZone, offsetAt, toWallClock } from './zone.ts';
export { valueAtFire, type KnownOfRun } from './value-at-fire.ts';
