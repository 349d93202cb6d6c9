import { say } from '../../message/index.ts';
import type { DatasourceField } from '../connector/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { DatasourceNode } from '../ir/index.ts';
import { keyOf } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** Everything that a datasource says is read by the connector on this engine; what is not is said. */
export const datasourceFields: PipelineRule = {
  name: 'datasource-fields',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, connector } of sidesOf(pipeline, context)) {
      const { datasource } = node;
      // one of another type is another rule's finding
      if (datasource === undefined || !connector.datasourceTypes.includes(datasource.type)) continue;
      const { type } = pipeline.engine;
      const read = connector.datasourceFields[type] ?? [];
      for (const field of usedFields(datasource)) {
        if (read.includes(field)) continue;
        if (field === 'shards') {
          yield unreadShards(datasource, connector.name);
          continue;
        }
        const message = say`\`${field}\` of datasource \`${datasource.name}\` is not used by connector \`${connector.name}\` on ${type}`;
        yield {
          ...makeDiagnostic('SL0603', keyOf(datasource.at, field), message, {
            notes: [say`the connection is made as if it were not there`],
            help: say`fields that are used: ${listWords([...read], 'and')}`,
          }),
          severity: 'warning',
        };
      }
    }
  },
};

/** Rows of every shard but one would be missed, or all of them. */
function unreadShards({ name, at }: DatasourceNode, connector: string): Diagnostic {
  return makeDiagnostic(
    'SL0517',
    keyOf(at, 'shards'),
    say`connector \`${connector}\` reads no \`shards\` of \`${name}\``,
    {
      notes: [say`the job would read one database, and miss the rows of the others`],
      help: say`name \`connector: mysqld\` (\`polardbd\` for PolarDB) in the source, on FlinkX or ChunJun`,
    },
  );
}

function usedFields(datasource: DatasourceNode): DatasourceField[] {
  const given: Readonly<Record<DatasourceField, boolean>> = {
    host: datasource.host !== undefined,
    port: datasource.port !== undefined,
    database: datasource.database !== undefined,
    url: datasource.url !== undefined,
    path: datasource.path !== undefined,
    username: datasource.username !== undefined,
    password: datasource.password !== undefined,
    brokers: datasource.brokers.length > 0,
    hosts: datasource.hosts !== undefined,
    protocol: datasource.protocol !== undefined,
    accessKey: datasource.accessKey !== undefined,
    secretKey: datasource.secretKey !== undefined,
    token: datasource.token !== undefined,
    region: datasource.region !== undefined,
    bucket: datasource.bucket !== undefined,
    privateKeyPath: datasource.privateKeyPath !== undefined,
    headers: datasource.headers !== undefined,
    hadoop: datasource.hadoop !== undefined,
    defaultFS: datasource.defaultFS !== undefined,
    shards: datasource.shards !== undefined,
    timeZone: datasource.timeZone !== undefined,
    properties: Object.keys(datasource.properties).length > 0,
  };
  // the record has exactly these keys
  return (Object.keys(given) as DatasourceField[]).filter((field) => given[field]);
}
