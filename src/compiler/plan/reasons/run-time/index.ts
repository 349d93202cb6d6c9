import type { Reason } from '../../reason.ts';
import { daysLoadedChanged } from './days-loaded-changed.ts';
import { parameterChanged } from './parameter-changed.ts';
import { periodLoadedAgain } from './period-loaded-again.ts';
import { periodMissed } from './period-missed.ts';
import { runTimeValuesChanged } from './run-time-values-changed.ts';
import { windowChanged } from './window-changed.ts';

/** What runs are filled with, and which periods they load by it. */
export const RUN_TIME: readonly Reason[] = [
  periodMissed,
  periodLoadedAgain,
  daysLoadedChanged,
  windowChanged,
  runTimeValuesChanged,
  parameterChanged,
];
