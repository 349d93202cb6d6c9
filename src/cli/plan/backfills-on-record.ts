import type { BaseBackfill } from '../../compiler/index.ts';
import type { BackfillJson, BackfillPlanJson } from '../../server/index.ts';
import { UsageError } from '../exit-code.ts';
import { RefusedRequest, type OperatorApi } from '../operator-api.ts';

const UNFINISHED: readonly BackfillJson['state'][] = ['waiting', 'running', 'paused'];

/** Of all backfills on record those of files. */
export function backfillsOnRecord(backfills: readonly BackfillJson[]): readonly BaseBackfill[] {
  return backfills.flatMap(({ name, from, to, cursor, state, ...said }) => {
    if (name === null) return [];
    const { pipeline, order, concurrency, onFailure, allowDuplicates } = said;
    const isOver = !UNFINISHED.includes(state);
    const range = { from: from === null ? 0 : Date.parse(from), to: to === null ? 0 : Date.parse(to) };
    const values =
      cursor === null
        ? {}
        : {
            values: {
              after: cursor.after,
              until: cursor.until,
              ...(cursor.chunk === null ? {} : { chunk: cursor.chunk }),
            },
          };
    return [{ name, pipeline, order, concurrency, onFailure, allowDuplicates, ...range, ...values, isOver }];
  });
}

/** How many rows its runs will be of, by the last ones that succeeded; undefined where nothing says it, or it cannot be had as it is deployed now. */
export async function rowsOfBackfill(
  api: Pick<OperatorApi, 'find'>,
  { pipeline, from, to, values, concurrency }: BaseBackfill,
): Promise<number | undefined> {
  const range: Readonly<Record<string, string>> =
    values === undefined
      ? { fire: [from, to].map((time) => new Date(time).toISOString()).join('..') }
      : {
          cursor: `${values.after}..${values.until}`,
          ...(values.chunk === undefined ? {} : { chunk: values.chunk }),
        };
  const query = new URLSearchParams({
    ...range,
    concurrency: String(concurrency),
    large: 'true',
    allowDuplicates: 'true',
  });
  try {
    const path = `/api/v1/pipelines/${encodeURIComponent(pipeline)}/backfills?${query}`;
    return (await api.find<BackfillPlanJson>(path))?.estimate?.rows ?? undefined;
  } catch (thrown) {
    if (thrown instanceof UsageError || thrown instanceof RefusedRequest) return undefined;
    throw thrown;
  }
}
