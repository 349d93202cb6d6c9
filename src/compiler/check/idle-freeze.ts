import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child, isSelected } from '../text/index.ts';
import type { ProjectRule } from './rule.ts';

/** A term of `select` that no pipeline is selected by: misspelt, or of pipelines that are gone. */
export const idleFreeze: ProjectRule = {
  name: 'idle-freeze',
  *check({ complete, freezes, nodes }): Iterable<Diagnostic> {
    if (!complete) return;
    for (const { freeze, select = [], at } of freezes)
      for (const [index, term] of select.entries())
        if (!nodes.some((node) => isSelected(node, term)))
          yield makeDiagnostic(
            'SL0434',
            child(at, 'select', index),
            say`\`${term}\` selects no pipeline for the freeze \`${freeze.name}\``,
            { help: say`write a name, a glob as in \`orders-*\`, or \`tag:x\`` },
          );
  },
};
