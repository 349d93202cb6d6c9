import { say } from '../../message/index.ts';
import type { CommonField } from '../connector/index.ts';
import { listWords, makeDiagnostic, type Diagnostic, roleWord } from '../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../ir/index.ts';
import { keyOf } from '../text/index.ts';
import { sidesOf, type PipelineRule, type Side } from './rule.ts';

/** Every common field that is used is one that the connector has on this engine; what it must have is there. */
export const connectorFields: PipelineRule = {
  name: 'connector-fields',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const side of sidesOf(pipeline, context)) {
      for (const field of usedFields(side)) {
        if (side.spec.fields.includes(field)) continue;
        yield makeDiagnostic(
          'SL0603',
          keyOf(side.node.at, field),
          say`\`${field}\` has no meaning for a ${roleWord(side.role)} of connector \`${side.connector.name}\` on ${pipeline.engine.type}`,
          {
            notes: [say`it would be ignored, so the rows would not be those you expect`],
            help: say`fields that it has: ${listWords([...side.spec.fields], 'and')}`,
          },
        );
      }
      yield* missingTarget(side);
    }
  },
};

function usedFields({ role, node }: Side): CommonField[] {
  const used: CommonField[] = [];
  const add = (field: CommonField, present: boolean): void => {
    if (present) used.push(field);
  };
  add('path', node.path !== undefined);
  add('file', node.file !== undefined && node.path === undefined);
  add('columns', node.columns !== '*' && role === 'source');
  if (role === 'source') {
    const source = node as SourceNode; // the role says which of the two it is
    add('table', source.tables.length > 0 || source.tableMatch !== undefined);
    add('query', source.query !== undefined);
    add('where', source.where !== undefined);
    add('splitBy', source.splitBy !== undefined);
    add('incremental', source.incremental !== undefined);
    add('start', source.start !== undefined);
  } else {
    const sink = node as SinkNode; // as above
    add('table', sink.table !== undefined);
    add('key', sink.key.length > 0);
    add('partition', sink.partition !== undefined);
    add('preSql', sink.preSql.length > 0);
    add('postSql', sink.postSql.length > 0);
  }
  return used;
}

/** A datasource in shards each of which lists its tables. */
function namesAllTables({ datasource }: Side['node']): boolean {
  const shards = datasource?.shards ?? [];
  return shards.length > 0 && shards.every(({ tables }) => tables.length > 0);
}

/** A connector that reads tables and is given nothing to read. */
function* missingTarget({ role, node, spec, connector }: Side): Iterable<Diagnostic> {
  const choices = (['table', 'query', 'path'] as const).filter((field) => spec.fields.includes(field));
  if (choices.length === 0 || spec.plugin?.targetOptional === true) return;
  const source = node as SourceNode; // only fields that both kinds share in name are read where they differ
  const given =
    role === 'source'
      ? source.tables.length > 0 ||
        source.tableMatch !== undefined ||
        source.query !== undefined ||
        node.path !== undefined ||
        namesAllTables(node)
      : (node as SinkNode).table !== undefined || node.path !== undefined;
  if (given || Object.keys(node.options).some((key) => spec.plugin?.parameters[key]?.alsoOption === true)) return;
  yield makeDiagnostic(
    'SL0203',
    { ...node.at, part: 'key' },
    role === 'source' ? say`the source says nothing of what to read` : say`the sink says nothing of what to write`,
    {
      help: say`connector \`${connector.name}\` takes ${listWords(choices)}`,
    },
  );
}
