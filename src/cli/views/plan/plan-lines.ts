import type { PlanDocument } from '../../../compiler/index.ts';

/**
 * A change on each line, then the findings, what drifts, and backfills, then the document without them: schemas/plan-line.schema.json.
 *
 * @param environment Named on each line where there are plans of several.
 */
export function planLines(
  { changes, diagnostics, drift = [], backfills = [], ...rest }: PlanDocument,
  environment?: string,
): string {
  const of = environment === undefined ? {} : { environment };
  const lines = [
    ...changes.map((change) => ({ formatVersion: '1.0', ...of, change })),
    ...diagnostics.map((diagnostic) => ({ formatVersion: '1.0', ...of, diagnostic })),
    ...drift.map((each) => ({ formatVersion: '1.0', ...of, drift: each })),
    ...backfills.map((each) => ({ formatVersion: '1.0', ...of, backfill: each })),
    rest,
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
