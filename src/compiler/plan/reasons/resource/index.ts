import type { Reason } from '../../reason.ts';
import { checkpointChanged } from './checkpoint-changed.ts';
import { datasourceLimitChanged } from './datasource-limit-changed.ts';
import { dirtyChanged } from './dirty-changed.ts';
import { engineAddressChanged } from './engine-address-changed.ts';
import { engineChanged } from './engine-changed.ts';
import { engineVersionChanged } from './engine-version-changed.ts';
import { errorLimitChanged } from './error-limit-changed.ts';
import { expectationChanged } from './expectation-changed.ts';
import { parallelismChanged } from './parallelism-changed.ts';
import { poolChanged } from './pool-changed.ts';
import { priorityChanged } from './priority-changed.ts';
import { rateLimitChanged } from './rate-limit-changed.ts';
import { runOnChanged } from './run-on-changed.ts';
import { resumeColumnChanged } from './resume-column-changed.ts';
import { retryChanged } from './retry-changed.ts';
import { splitByChanged } from './split-by-changed.ts';
import { startTimeoutChanged } from './start-timeout-changed.ts';
import { timeoutChanged } from './timeout-changed.ts';

/** How much a pipeline takes, and where it runs. */
export const RESOURCES: readonly Reason[] = [
  errorLimitChanged,
  expectationChanged,
  engineChanged,
  engineVersionChanged,
  engineAddressChanged,
  parallelismChanged,
  rateLimitChanged,
  splitByChanged,
  timeoutChanged,
  startTimeoutChanged,
  retryChanged,
  checkpointChanged,
  resumeColumnChanged,
  dirtyChanged,
  priorityChanged,
  datasourceLimitChanged,
  poolChanged,
  runOnChanged,
];
