import type { Downstream, Finding } from '../plan.ts';
import type { ChangedPipeline, Reason } from '../reason.ts';
import { ABOUT } from './about/index.ts';
import { DATA } from './data/index.ts';
import { RESOURCES } from './resource/index.ts';
import { REST } from './rest/index.ts';
import { RUN_TIME } from './run-time/index.ts';
import { SCHEDULES } from './schedule/index.ts';
import { STATE } from './state/index.ts';
import { WHOLE } from './whole/index.ts';

/** All reasons, in the order in which their consequences are told. A plan has no other. */
export const REASONS: readonly Reason[] = [
  ...WHOLE,
  ...STATE,
  ...DATA,
  ...RUN_TIME,
  ...SCHEDULES,
  ...RESOURCES,
  ...ABOUT,
  ...REST,
];

/** Everything that a change does. */
export function findReasons(
  change: ChangedPipeline,
  downstream: readonly Downstream[],
): {
  readonly findings: readonly Finding[];
  readonly replaces: boolean;
} {
  const findings: Finding[] = [];
  let replaces = false;
  for (const reason of REASONS) {
    const found = reason.find(change, { findings, downstream });
    if (found.length > 0 && reason.replaces === true) replaces = true;
    findings.push(...found.map((each) => ({ reason: reason.reason, ...each })));
  }
  return { findings, replaces };
}
