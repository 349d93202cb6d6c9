import type { Downstream, Finding } from '../plan.ts';
import type { ChangedPipeline, Reason } from '../reason.ts';
import { ABOUT } from './about/index.ts';
import { DATA } from './data/index.ts';
import { downstreamBroken } from './downstream-broken.ts';
import { otherChange } from './other-change.ts';
import { RESOURCES } from './resource/index.ts';
import { RUN_TIME } from './run-time/index.ts';
import { SCHEDULES } from './schedule/index.ts';
import { STATE } from './state/index.ts';
import { WHOLE } from './whole/index.ts';

/** All reasons, in the order in which their consequences are told. */
export const REASONS: readonly Reason[] = [
  ...WHOLE,
  ...STATE,
  ...DATA,
  ...RUN_TIME,
  ...SCHEDULES,
  ...RESOURCES,
  ...ABOUT,
];

/** Everything that a change does; a value that no reason explains is told all the same. */
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
    const found = reason.find(change);
    if (found.length > 0 && reason.replaces === true) replaces = true;
    findings.push(...found.map((each) => ({ reason: reason.reason, ...each })));
  }
  const explained = new Set(findings.flatMap(({ paths }) => paths));
  findings.push(...otherChange(change.values.filter(({ path }) => !explained.has(path))));
  findings.push(...downstreamBroken(downstream, findings));
  return { findings, replaces };
}
