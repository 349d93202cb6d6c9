import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { EngineNode } from '../ir/index.ts';
import { keyOf } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

type EngineField = 'version' | 'mode' | 'url' | 'gateway' | 'home' | 'jar' | 'script' | 'options';

const FIELDS: readonly EngineField[] = ['version', 'mode', 'url', 'gateway', 'home', 'jar', 'script', 'options'];

const LAUNCHED: readonly EngineField[] = ['version', 'mode', 'url', 'home', 'jar', 'script'];

/** What an engine of each type reads of its entry in sluice.yaml. */
export const FIELDS_READ: Readonly<Record<EngineNode['type'], readonly EngineField[]>> = {
  flinkx: LAUNCHED,
  chunjun: LAUNCHED,
  'flink-sql': ['version', 'url', 'gateway'],
  local: [],
  command: [],
};

/** The mode without which a field is not read; `url` in mode local has a rule of its own. */
const OF_MODE: Readonly<Partial<Record<EngineField, string>>> = { jar: 'session', script: 'local' };

/** Everything that an engine's entry says is read; what is not is said. */
export const engineFields: PipelineRule = {
  name: 'engine-fields',
  *check({ engine }): Iterable<Diagnostic> {
    const read = FIELDS_READ[engine.type];
    for (const field of FIELDS) {
      if (!isGiven(engine, field)) continue;
      if (read.includes(field)) {
        if (OF_MODE[field] !== undefined && OF_MODE[field] !== (engine.mode ?? 'local'))
          yield unusedInMode(engine, field);
        continue;
      }
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

function unusedInMode({ name, mode = 'local', at }: EngineNode, field: EngineField): Diagnostic {
  const message = say`\`${field}\` of engine \`${name}\` is not used in mode \`${mode}\``;
  return { ...makeDiagnostic('SL0609', keyOf(at, field), message, { help: say`leave it out` }), severity: 'warning' };
}

function isGiven(engine: EngineNode, field: EngineField): boolean {
  return field === 'options' ? Object.keys(engine.options).length > 0 : engine[field] !== undefined;
}
