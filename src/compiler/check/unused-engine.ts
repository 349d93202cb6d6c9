import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { ProjectRule } from './rule.ts';

/**
 * An engine that no pipeline runs on, beside one of its type that is used: a leftover, as it seems. One of a type
 * that is not used otherwise is there for `compile --engine`, where somebody thinks of moving to it.
 */
export const unusedEngine: ProjectRule = {
  name: 'unused-engine',
  *check({ complete, nodes, engines, enginesMeant }): Iterable<Diagnostic> {
    if (!complete) return;
    const used = new Set([...enginesMeant, ...nodes.map(({ engine }) => engine.name)]);
    for (const { name, type, at } of engines) {
      const other = engines.find((engine) => engine.type === type && used.has(engine.name));
      if (used.has(name) || other === undefined) continue;
      yield makeDiagnostic('SL0315', { ...at, part: 'key' }, say`no pipeline runs on engine \`${name}\``, {
        notes: [say`pipelines of ${type} run on \`${other.name}\``],
        help: say`take it out, or name it in a pipeline`,
      });
    }
  },
};
