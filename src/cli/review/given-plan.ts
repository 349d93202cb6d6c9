import { readFileSync } from 'node:fs';
import type { PlanDocument } from '../../compiler/index.ts';
import { say } from '../../message/index.ts';
import { FailedOperation } from '../exit-code.ts';

/** A plan that was made before. */
export interface GivenPlan {
  readonly document: PlanDocument;
  /** Of one that `plan --out` has saved, as it stands there: `apply` holds the file against it. */
  readonly seal?: string;
}

/** A plan that `plan --output json` or `plan --out` has written. Throws a failed operation for anything else. */
export function readGivenPlan(file: string): GivenPlan {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new FailedOperation(
      say`--plan ${file} cannot be read as JSON`,
      say`write it with \`sluice plan --base REF --output json --output-file FILE\``,
      error,
    );
  }
  const plan = typeof value === 'object' && value !== null && 'plan' in value ? value.plan : value;
  const seal =
    plan !== value && typeof value === 'object' && value !== null && 'seal' in value ? value.seal : undefined;
  if (isPlan(plan)) return { document: plan, ...(typeof seal === 'string' && SEAL.test(seal) ? { seal } : {}) };
  throw new FailedOperation(
    say`--plan ${file} is no plan of format version 1`,
    say`write it with \`sluice plan --base REF --output json --output-file FILE\`, with the same version of Sluice`,
  );
}

const SEAL = /^sha256:[0-9a-f]{64}$/;

function isPlan(value: unknown): value is PlanDocument {
  if (typeof value !== 'object' || value === null) return false;
  const { formatVersion, changes, diagnostics, approvals, summary, base, head, at, environment } =
    value as Partial<PlanDocument>; // each is looked at
  return (
    typeof formatVersion === 'string' &&
    /^1\.\d+$/.test(formatVersion) &&
    Array.isArray(changes) &&
    Array.isArray(diagnostics) &&
    Array.isArray(approvals) &&
    [summary, base, head].every((each) => typeof each === 'object' && each !== null) &&
    typeof at === 'string' &&
    typeof environment === 'string'
  );
}
