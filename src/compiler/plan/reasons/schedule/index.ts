import type { Reason } from '../../reason.ts';
import { daylightSaving } from './daylight-saving.ts';
import { dependenciesChanged } from './dependencies-changed.ts';
import { dueFiresLost } from './due-fires-lost.ts';
import { firesAtOnce } from './fires-at-once.ts';
import { freezesChanged } from './freezes-changed.ts';
import { jitterChanged } from './jitter-changed.ts';
import { misfireAfterChanged } from './misfire-after-changed.ts';
import { misfireChanged } from './misfire-changed.ts';
import { neverFires } from './never-fires.ts';
import { overlapChanged } from './overlap-changed.ts';
import { resumed } from './resumed.ts';
import { scheduleChanged } from './schedule-changed.ts';
import { scheduleCollision } from './schedule-collision.ts';
import { scheduleRemoved } from './schedule-removed.ts';
import { startingDeadlineChanged } from './starting-deadline-changed.ts';
import { suspended } from './suspended.ts';
import { timeZoneChanged } from './time-zone-changed.ts';

/** When a pipeline runs. */
export const SCHEDULES: readonly Reason[] = [
  scheduleRemoved,
  neverFires,
  suspended,
  resumed,
  scheduleChanged,
  timeZoneChanged,
  dueFiresLost,
  firesAtOnce,
  daylightSaving,
  scheduleCollision,
  dependenciesChanged,
  jitterChanged,
  freezesChanged,
  misfireChanged,
  misfireAfterChanged,
  startingDeadlineChanged,
  overlapChanged,
];
