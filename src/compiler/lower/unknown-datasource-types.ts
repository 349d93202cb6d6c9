import { say } from '../../message/index.ts';
import { makeDiagnostic, meantInstead, nearName, type Diagnostic } from '../diagnostics/index.ts';
import type { DatasourceNode } from '../ir/index.ts';
import { child } from '../text/index.ts';

/** Other names of what a datasource may be. */
const MEANT: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  pg: 'postgresql',
  mssql: 'sqlserver',
  hdfs: 'hadoop',
  es: 'elasticsearch',
  mongo: 'mongodb',
  minio: 's3',
  dameng: 'dm',
  sftp: 'ftp',
  rest: 'http',
};

/** Datasources of a type that no connector takes: told once, where the type is written, and not at each of their pipelines. */
export function unknownDatasourceTypes(
  datasources: Iterable<DatasourceNode>,
  types: readonly string[],
): ReadonlyMap<string, Diagnostic> {
  const found = new Map<string, Diagnostic>();
  for (const { name, type, at } of datasources) {
    if (types.includes(type)) continue;
    const place = child(at, 'type');
    const word = Object.hasOwn(MEANT, type.toLowerCase()) ? MEANT[type.toLowerCase()] : undefined;
    const near = word !== undefined && types.includes(word) ? { name: word, certain: false } : nearName(type, types);
    found.set(
      name,
      makeDiagnostic('SL0208', place, say`no connector serves datasources of type \`${type}\``, {
        ...(near === undefined
          ? { help: say`docs/connectors.md lists the connectors of each engine` }
          : meantInstead(near.name, place, near.certain ? 'certain' : 'likely')),
      }),
    );
  }
  return found;
}
