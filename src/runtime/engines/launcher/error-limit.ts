import type { PlainJson } from '../../../compiler/index.ts';
import { isPlainObject, type PlainObject } from '../json-fields.ts';

/** How many refused rows a run may have. Undefined = no limit of that kind. */
export interface ErrorLimit {
  readonly rows: number | undefined;
  /** Of the rows read, 0 to 100. */
  readonly percent: number | undefined;
}

/** Whether a run refused more rows than it may have. */
export function exceeds(limit: ErrorLimit, refused: number, read: number): boolean {
  if (limit.rows !== undefined && refused > limit.rows) return true;
  return limit.percent !== undefined && refused > 0 && refused * 100 > limit.percent * read;
}

/**
 * `job.setting.errorLimit` as FlinkX 1.11 reads it: no object = no row may fail; an object without
 * `record` (or -1) = no limit of rows; the same for `percentage`.
 */
export function flinkxErrorLimit(job: PlainObject): ErrorLimit {
  const content = job['job'];
  const setting = isPlainObject(content) && isPlainObject(content['setting']) ? content['setting'] : {};
  const limit = setting['errorLimit'];
  if (!isPlainObject(limit)) return { rows: 0, percent: 0 };
  return { rows: atLeastZero(limit['record']), percent: atLeastZero(limit['percentage']) };
}

/** `chunjun.dirty-data.max-rows`: the job fails at that many refused rows (0 as 1), negative = no limit. */
export function chunjunErrorLimit(confProp: PlainObject): ErrorLimit {
  const most = Number(confProp['chunjun.dirty-data.max-rows'] ?? 0);
  if (!Number.isFinite(most)) return { rows: 0, percent: undefined };
  return { rows: most < 0 ? undefined : Math.max(0, most - 1), percent: undefined };
}

function atLeastZero(value: PlainJson | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
