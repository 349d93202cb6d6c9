import { say } from '../../message/index.ts';
import { toTemplate, type Escape, type TextOrTemplate } from '../artefact/index.ts';
import { makeDiagnostic } from '../diagnostics/index.ts';
import type { SourceNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import type { EmitContext } from './emit-context.ts';

/** The one table that a source reads; undefined with a query. Reports a list of several. */
export function singleTable(source: SourceNode, context: EmitContext, escape?: Escape): TextOrTemplate | undefined {
  const [first, ...more] = source.tables;
  if (more.length > 0) {
    context.report(
      makeDiagnostic(
        'SL0603',
        child(source.at, 'table'),
        say`\`${source.connector}\` reads one table a pipeline here`,
        {
          help: say`make one pipeline for each table; a TypeScript definition can do it in a loop`,
        },
      ),
    );
  }
  return first === undefined ? undefined : toTemplate(first, escape);
}
