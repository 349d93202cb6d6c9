export { leftOfMissed } from './left-of-missed.ts';
export { firesBeforeChange, type ChangedClock, type FireBefore } from './fires-before-change.ts';
export { frozenReason, misfiredReason, MISFIRE_REASONS } from './misfire-reasons.ts';
export { missedParts, type MissedParts } from './missed-parts.ts';
export { planDue, type DuePlan, type MisfirePolicy } from './plan-due.ts';
