import { OperatingError } from '../errors.ts';
import { isShape, readShape } from './shape.ts';

/** Everything a statement gave. Values are as the gateway's JSON has them. */
export interface StatementResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** Of an INSERT or a statement set: the job that was submitted. */
  readonly jobId: string | undefined;
}

/** One page of a result. `notReady`: ask the same token again. */
export interface ResultPage extends StatementResult {
  readonly kind: 'not-ready' | 'payload' | 'end';
  /** The token after this page; undefined at the end. */
  readonly nextToken: number | undefined;
}

/** Reads `GET …/result/:token`. Throws ENGINE_REFUSED when it is of another shape. */
export function readResultPage(body: unknown): ResultPage {
  const page = readShape(body, 'GET /operations/:id/result');
  const type = page.string('resultType');
  const next = page.optionalString('nextResultUri');
  const nextToken = next === undefined ? undefined : Number(/\/result\/(\d+)/.exec(next)?.[1]);
  if (nextToken !== undefined && !Number.isSafeInteger(nextToken)) {
    throw new OperatingError('ENGINE_REFUSED', 'The gateway gives a nextResultUri without a token', {
      retryable: false,
    });
  }
  if (type === 'NOT_READY') return { kind: 'not-ready', columns: [], rows: [], jobId: undefined, nextToken };
  const results = page.optionalObject('results');
  const columns = (results?.list('columns') ?? []).map((column) => column.string('name'));
  const rows = (results?.list('data') ?? []).map((row) => {
    const fields = row.raw('fields');
    return Array.isArray(fields) ? fields : [];
  });
  return {
    kind: type === 'EOS' ? 'end' : 'payload',
    columns,
    rows,
    // Gateway v1 (Flink 1.16) has the id only as a row, in a column named "job id".
    jobId: page.optionalString('jobID') ?? jobIdOfRow(columns, rows),
    nextToken: type === 'EOS' ? undefined : nextToken,
  };
}

function jobIdOfRow(columns: readonly string[], rows: readonly (readonly unknown[])[]): string | undefined {
  const value = columns[0] === 'job id' ? rows[0]?.[0] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The newest version of `GET /api_versions` that is known here, for example `v3`. */
export function newestKnownVersion(body: unknown): 'v1' | 'v2' | 'v3' | undefined {
  const versions = isShape(body) && Array.isArray(body['versions']) ? body['versions'].map(String) : [];
  return (['v3', 'v2', 'v1'] as const).find((version) => versions.includes(version.toUpperCase()));
}
