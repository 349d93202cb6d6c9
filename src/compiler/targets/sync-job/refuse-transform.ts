import { say } from '../../../message/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { MovementNode } from '../../ir/index.ts';
import type { EmitContext } from '../emit-context.ts';

/** Reports `transform.sql` on an engine whose job file has no place for it. */
export function refuseTransform(movement: MovementNode, context: EmitContext): void {
  if (movement.transform === undefined) return;
  context.report(
    makeDiagnostic(
      'SL0603',
      movement.transform.at,
      say`\`${context.pipeline.engine.type}\` runs no SQL between source and sink`,
      {
        help: say`use \`query\` in the source, or an engine of type \`chunjun\`, \`flink-sql\` or \`local\``,
      },
    ),
  );
}
