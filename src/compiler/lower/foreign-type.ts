import { columnTypeOf, formatColumnType } from '../ir/index.ts';
import { parseColumnType } from './parse-column-type.ts';

/** Databases whose words an author may have at hand, by datasource type. */
const DATABASES = ['mysql', 'postgresql', 'oracle', 'sqlserver'] as const;

/** A type in our words, in place of one in a database's: `varchar2(64)` is `string(64)`. */
export interface ForeignType {
  readonly ours: string;
  /** True where all databases that know the word mean the same by it. */
  readonly certain: boolean;
}

/** What is meant by a type that only databases know; undefined where none of them knows it. */
export function foreignType(written: string): ForeignType | undefined {
  const meanings = DATABASES.flatMap((database) => columnTypeOf(database, written) ?? []);
  const [ours, ...others] = new Set(meanings.map(formatColumnType));
  if (ours === undefined || 'problem' in parseColumnType(ours)) return undefined;
  return { ours, certain: others.length === 0 };
}
