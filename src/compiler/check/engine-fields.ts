import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { EngineNode } from '../ir/index.ts';
import { keyOf } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

type EngineField = 'version' | 'mode' | 'url' | 'gateway' | 'home' | 'script' | 'options';

const FIELDS: readonly EngineField[] = ['version', 'mode', 'url', 'gateway', 'home', 'script', 'options'];

const LAUNCHED: readonly EngineField[] = ['version', 'mode', 'url', 'home', 'script'];

/** What an engine of each type reads of its entry in sluice.yaml. */
export const FIELDS_READ: Readonly<Record<EngineNode['type'], readonly EngineField[]>> = {
  flinkx: LAUNCHED,
  chunjun: LAUNCHED,
  'flink-sql': ['version', 'url', 'gateway'],
  local: [],
  command: [],
};

/** Everything that an engine's entry says is read; what is not is said. */
export const engineFields: PipelineRule = {
  name: 'engine-fields',
  *check({ engine }): Iterable<Diagnostic> {
    const read = FIELDS_READ[engine.type];
    for (const field of FIELDS) {
      if (read.includes(field) || !isGiven(engine, field)) continue;
      const message = say`\`${field}\` of engine \`${engine.name}\` is not used: it is of type \`${engine.type}\``;
      yield {
        ...makeDiagnostic('SL0609', keyOf(engine.at, field), message, {
          help: read.length === 0 ? say`leave it out` : say`such an engine has ${listWords([...read], 'and')}`,
        }),
        severity: 'warning',
      };
    }
  },
};

function isGiven(engine: EngineNode, field: EngineField): boolean {
  return field === 'options' ? Object.keys(engine.options).length > 0 : engine[field] !== undefined;
}
