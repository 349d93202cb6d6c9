import { isSessionMode } from '../../engine-versions/index.ts';
import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { EngineNode } from '../ir/index.ts';
import { keyOf } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

const FIELDS = ['version', 'mode', 'url', 'yarn', 'kubernetes', 'gateway', 'home', 'jar', 'script', 'options'] as const;

type EngineField = (typeof FIELDS)[number];

const LAUNCHED: readonly EngineField[] = ['version', 'mode', 'url', 'yarn', 'kubernetes', 'home', 'jar', 'script'];

/** What an engine of each type reads of its entry in sluice.yaml. */
export const FIELDS_READ: Readonly<Record<EngineNode['type'], readonly EngineField[]>> = {
  flinkx: LAUNCHED,
  chunjun: LAUNCHED,
  'flink-sql': ['version', 'url', 'gateway'],
  local: [],
  command: [],
};

/** The modes in which alone a field is read; `url` in mode local has a rule of its own. */
const OF_MODES: Readonly<Partial<Record<EngineField, readonly string[]>>> = {
  url: ['local', 'session', 'kubernetes-session'],
  yarn: ['yarn-session'],
  kubernetes: ['kubernetes-session'],
  jar: ['session', 'yarn-session', 'kubernetes-session'],
  script: ['local'],
};

/** Everything that an engine's entry says is read; what is not is said. */
export const engineFields: PipelineRule = {
  name: 'engine-fields',
  *check({ engine }): Iterable<Diagnostic> {
    const read = FIELDS_READ[engine.type];
    for (const field of FIELDS) {
      if (!isGiven(engine, field)) continue;
      if (read.includes(field)) {
        if (isUnusedInMode(engine, field)) yield unusedInMode(engine, field);
        else if (field === 'kubernetes' && engine.url !== undefined) yield unusedBesideUrl(engine, field);
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

function isUnusedInMode({ type, mode = 'local' }: EngineNode, field: EngineField): boolean {
  const launched = type === 'flinkx' || type === 'chunjun';
  // A mode that is not run reads nothing, which is said of the mode.
  const isRun = mode === 'local' || isSessionMode(mode);
  return launched && isRun && OF_MODES[field]?.includes(mode) === false;
}

function unusedBesideUrl({ name, at }: EngineNode, field: EngineField): Diagnostic {
  const message = say`\`${field}\` of engine \`${name}\` is not used beside \`url\`, which is the whole address`;
  return { ...makeDiagnostic('SL0609', keyOf(at, field), message, { help: say`leave it out` }), severity: 'warning' };
}

function unusedInMode({ name, mode = 'local', at }: EngineNode, field: EngineField): Diagnostic {
  const message = say`\`${field}\` of engine \`${name}\` is not used in mode \`${mode}\``;
  return { ...makeDiagnostic('SL0609', keyOf(at, field), message, { help: say`leave it out` }), severity: 'warning' };
}

function isGiven(engine: EngineNode, field: EngineField): boolean {
  return field === 'options' ? Object.keys(engine.options).length > 0 : engine[field] !== undefined;
}
