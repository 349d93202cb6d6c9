import { join, toTemplate } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import { child } from '../../text/index.ts';
import type { EmitContext, TemplateMap } from '../../targets/index.ts';
import { datasourceOf } from '../../targets/index.ts';

/** The Kafka client's properties: the brokers, and the datasource's own. */
export function clientProperties(node: SourceNode | SinkNode, context: EmitContext): TemplateMap {
  const { brokers, properties, username, password, name, at } = datasourceOf(node);
  if (brokers.length === 0) {
    context.report(
      makeDiagnostic('SL0203', at, `datasource \`${name}\` has no \`brokers\``, {
        help: 'add `brokers: ["kafka-1:9092"]`',
      }),
    );
  }
  if (username !== undefined || password !== undefined) {
    context.report(
      makeDiagnostic('SL0603', child(at, 'username'), 'a Kafka datasource takes no user name and password', {
        notes: [
          'they would have to stand in `sasl.jaas.config`, which these engines show to everyone who may see a job',
        ],
        help: 'authenticate by certificate (`security.protocol: SSL` under `properties`) or in the engine’s own JAAS file',
      }),
    );
  }
  const servers = join(
    brokers.map((broker) => toTemplate(broker)),
    ',',
  );
  return { 'bootstrap.servers': servers, ...properties };
}

/** Reports a source without an end in a run that should have one. */
export function requireContinuous(source: SourceNode, context: EmitContext): void {
  if (context.pipeline.schedule.schedule.kind === 'continuous') return;
  const { type } = context.pipeline.engine;
  context.report(
    makeDiagnostic('SL0204', source.at, `on \`${type}\` a read of Kafka never ends, so a run would never finish`, {
      help: 'make the pipeline `schedule: continuous`',
    }),
  );
}
