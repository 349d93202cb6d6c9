import { say } from '../../message/index.ts';
import { TARGET_NAMES } from '../connector/index.ts';
import { listWords, makeDiagnostic, meantInstead, nearName, type Diagnostic, roleWord } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { enginesThatCan } from './engines-that-can.ts';
import { foreignConnector } from './foreign-connector.ts';
import type { PipelineRule } from './rule.ts';

/** The connector exists, and exists on the pipeline's engine, in the role and for the datasource asked of it. */
export const connectorOnEngine: PipelineRule = {
  name: 'connector-on-engine',
  *check(pipeline, context): Iterable<Diagnostic> {
    // an engine that runs commands only has no connector at all: another rule's finding
    if (pipeline.work.kind !== 'movement' || pipeline.engine.type === 'command') return;
    const { source, sink } = pipeline.work;
    for (const [role, node] of [
      ['source', source],
      ['sink', sink],
    ] as const) {
      const spec = context.spec(node.connector);
      if (!spec) {
        const foreign = foreignConnector(node, context.connectorNames);
        if (foreign !== undefined) {
          yield foreign;
          continue;
        }
        const near = nearName(node.connector, context.connectorNames);
        const place = child(node.at, 'connector');
        yield makeDiagnostic(
          'SL0601',
          place,
          say`no connector is named \`${node.connector}\``,
          near === undefined
            ? { help: say`docs/connectors.md lists the connectors of each engine` }
            : meantInstead(near.name, place, near.certain ? 'certain' : 'likely'),
        );
        continue;
      }
      if (!spec[role][pipeline.engine.type]) {
        const engines = TARGET_NAMES.filter((target) => spec[role][target]);
        const place = child(node.at, node.datasource ? 'datasource' : 'connector');
        yield makeDiagnostic(
          'SL0602',
          place,
          say`connector \`${spec.name}\` cannot be a ${roleWord(role)} on engine \`${pipeline.engine.name}\` (${pipeline.engine.type})`,
          engines.length > 0
            ? {
                notes: [say`as a ${roleWord(role)} it runs on ${listWords(engines)}`],
                help:
                  enginesThatCan(pipeline, context) ??
                  say`declare an engine of such a type in sluice.yaml, and name it`,
              }
            : { help: say`it can only be a ${roleWord(role === 'source' ? 'sink' : 'source')}` },
        );
        continue;
      }
      if (node.datasource && spec.datasourceTypes.length > 0 && !spec.datasourceTypes.includes(node.datasource.type)) {
        yield makeDiagnostic(
          'SL0608',
          child(node.at, 'datasource'),
          say`connector \`${spec.name}\` cannot use datasource \`${node.datasource.name}\` of type \`${node.datasource.type}\``,
          {
            help: say`it needs one of type ${listWords(spec.datasourceTypes)}`,
          },
        );
      }
      if (!node.datasource && spec.datasourceRequired) {
        yield makeDiagnostic(
          'SL0203',
          { ...node.at, part: 'key' },
          say`connector \`${spec.name}\` needs a datasource`,
          {
            help: say`add \`datasource: NAME\``,
          },
        );
      }
    }
  },
};
