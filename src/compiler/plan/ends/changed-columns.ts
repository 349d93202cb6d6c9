import { unescapeStep } from '../../text/index.ts';
import type { JsonValue } from '../compare/differences.ts';
import type { ChangedPipeline } from '../reason.ts';

/** What becomes of one column; of one that comes or goes the values are whole columns. */
export interface ChangedColumn {
  readonly name: string;
  readonly path: string;
  readonly side: 'source' | 'sink';
  /** `type`, `from`; undefined where the whole column comes or goes. */
  readonly key?: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

const COLUMN = /^\/(source|sink)\/columns\/([^/]+)(?:\/(.+))?$/;

/** Every value of a column that changes, in the order of the values. */
export function changedColumns({ values }: ChangedPipeline): readonly ChangedColumn[] {
  return values.flatMap(({ path, ...sides }) => {
    const [, side, name, key] = COLUMN.exec(path) ?? [];
    if (name === undefined) return [];
    return [
      {
        name: unescapeStep(name),
        path,
        side: side === 'sink' ? 'sink' : 'source', // the expression admits only the two
        ...(key === undefined ? {} : { key }),
        ...sides,
      } as const,
    ];
  });
}

/** Names within a sentence, each once. */
export function columnNames(columns: readonly ChangedColumn[]): string {
  return [...new Set(columns.map(({ name }) => name))].map((name) => `\`${name}\``).join(', ');
}
