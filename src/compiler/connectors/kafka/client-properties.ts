import { say } from '../../../message/index.ts';
import { join, toTemplate } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import { child } from '../../text/index.ts';
import type { EmitContext, TemplateMap } from '../../targets/index.ts';
import { datasourceOf } from '../../targets/index.ts';

/** The Kafka client's properties: the brokers, and the datasource's own. */
export function clientProperties(node: SourceNode | SinkNode, context: EmitContext): TemplateMap {
  const { brokers, properties, name, at } = datasourceOf(node);
  refuseCredentials(node, context);
  if (brokers.length === 0) {
    context.report(
      makeDiagnostic('SL0203', at, say`datasource \`${name}\` has no \`brokers\``, {
        help: say`add \`brokers: ["kafka-1:9092"]\``,
      }),
    );
  }
  const servers = join(
    brokers.map((broker) => toTemplate(broker)),
    ',',
  );
  return { 'bootstrap.servers': servers, ...properties };
}

/** These engines take them as one more property, in the open. */
export function refuseCredentials(node: SourceNode | SinkNode, context: EmitContext): void {
  const { username, password, at } = datasourceOf(node);
  if (username !== undefined || password !== undefined) {
    context.report(
      makeDiagnostic('SL0603', child(at, 'username'), say`a Kafka datasource takes no user name and password`, {
        notes: [
          say`they would have to stand in \`sasl.jaas.config\`, which these engines show to everyone who may see a job`,
        ],
        help: say`authenticate by certificate (\`security.protocol: SSL\` under \`properties\`) or in the engine’s own JAAS file`,
      }),
    );
  }
}
