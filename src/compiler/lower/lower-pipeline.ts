import { say } from '../../message/index.ts';
import type { TargetName } from '../connector/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { CommandNode, EngineNode, MovementNode, ParameterNode, PipelineNode, PoolNode } from '../ir/index.ts';
import type { PipelineDefinition } from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import type { RunTimeText, Text } from '../../time/index.ts';
import { TABLE_NAME } from './fill-table.ts';
import { Report, type ProjectModel } from './lower-context.ts';
import { LONGEST_VALUE, mayTakeForever } from './parameter-pattern.ts';
import { lowerAlerts } from './lower-alerts.ts';
import { lowerDependencies } from './lower-dependencies.ts';
import { lowerMovement } from './lower-movement.ts';
import { lowerExpectation } from './lower-expectation.ts';
import { lowerDuration } from './lower-duration.ts';
import { lowerSchedule } from './lower-schedule.ts';
import { lowerRetry, lowerSettings } from './lower-settings.ts';
import { lowerTexts, unknownName } from './lower-text.ts';
import { reportMisplacedValues } from './misplaced-values.ts';
import { sortedEntries } from './sorted-entries.ts';

/** What a run-time parameter may hold unless it says otherwise: nothing that could end a SQL string. */
const DEFAULT_PATTERN = '[A-Za-z0-9_.:/ -]*';

/** As one of the two may ask for by its schema: what a run has to remember. */
const MOST_LABELS = 8;

export interface LoweredPipeline {
  /** Undefined when engine or work cannot be made sense of. With errors there is still something to check, never to emit. */
  readonly node: PipelineNode | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** One definition of the right shape, names resolved and defaults applied. */
export function lowerPipeline(definition: PipelineDefinition, at: Location, project: ProjectModel): LoweredPipeline {
  const report = new Report();
  reportMisplacedValues(definition, at, report);
  const parameters = lowerParameters(definition, at, project, report);
  const names = [...parameters.map((parameter) => parameter.name), ...tableName(definition, at, report)];
  const engine = findEngine(definition, at, project, report);
  const work = lowerWork(definition, at, project, names, report, engine?.type);
  const loadsPeriods = movesPeriods(definition, work);
  const schedule = lowerSchedule(definition, at, project, loadsPeriods, report);
  const dependencies = lowerDependencies(definition, at, loadsPeriods, report);
  const durationOf = (key: 'timeout' | 'startTimeout'): number | undefined => {
    const written = definition[key];
    return written === undefined ? undefined : lowerDuration(written, child(at, key), report);
  };
  const [timeout, startTimeout] = [durationOf('timeout'), durationOf('startTimeout')];
  const settings = lowerSettings(definition, at, names, project, report);
  const retry = lowerRetry(definition, at, report);
  const pool = findPool(definition, at, project, report);
  const alerts = lowerAlerts(definition, at, project, report);
  const expectation = lowerExpectation(definition, at, names, report);
  if (!engine || !work) return { node: undefined, diagnostics: report.diagnostics };
  const runOn = lowerLabels(definition, at, engine, report);
  const owner = definition.owner ?? project.defaultOwner;
  return {
    node: {
      kind: 'pipeline',
      name: definition.name,
      ...(owner === undefined ? {} : { owner }),
      ...(definition.description === undefined ? {} : { description: definition.description }),
      tags: definition.tags ?? [],
      state: definition.state ?? 'running',
      schedule,
      ...dependencies,
      retry,
      ...(timeout === undefined ? {} : { timeoutMs: timeout }),
      ...(startTimeout === undefined ? {} : { startTimeoutMs: startTimeout }),
      priority: definition.priority ?? 50,
      ...(pool === undefined ? {} : { pool }),
      ...(runOn.length === 0 ? {} : { runOn }),
      ...(alerts === undefined ? {} : { alerts }),
      parameters,
      engine,
      work,
      ...(loadsPeriods ? { loadsPeriods } : {}),
      settings,
      ...(expectation === undefined ? {} : { expectation }),
      at,
    },
    diagnostics: report.diagnostics,
  };
}

/** Of a list of tables each may get a pipeline of its own, and `${table}` is its name there. */
function tableName({ source, params }: PipelineDefinition, at: Location, report: Report): string[] {
  if (!Array.isArray(source?.table)) return [];
  if (params !== undefined && Object.hasOwn(params, TABLE_NAME))
    report.add('SL0313', keyOf(at, 'params', TABLE_NAME), say`\`\${table}\` is the name of each table of the list`, {
      notes: [say`a parameter of that name would never be looked at`],
      help: say`give the parameter another name`,
    });
  return [TABLE_NAME];
}

function lowerParameters(
  definition: PipelineDefinition,
  at: Location,
  project: ProjectModel,
  report: Report,
): ParameterNode[] {
  return sortedEntries(definition.params).map(([name, written]) => {
    const place = child(at, 'params', name);
    const given = typeof written === 'object' ? written : { default: written };
    const value = project.parameters.get(name) ?? (given.default === undefined ? undefined : String(given.default));
    const pattern = ('pattern' in given ? given.pattern : undefined) ?? DEFAULT_PATTERN;
    checkParameter(name, value, pattern, place, report);
    if (value === undefined && definition.schedule !== 'manual') reportNoValue(name, place, report);
    return { kind: 'parameter', name, ...(value === undefined ? {} : { default: value }), pattern, at: place };
  });
}

/** Nobody is there to give a value when a schedule fires. */
function reportNoValue(name: string, at: Location, report: Report): void {
  report.add('SL0203', { ...at, part: 'key' }, say`parameter \`${name}\` has no value when the schedule fires`, {
    help: say`give it a \`default\`, or a value under \`params\` of the environment in sluice.yaml`,
  });
}

function checkParameter(name: string, value: string | undefined, pattern: string, at: Location, report: Report): void {
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    report.add('SL0204', child(at, 'pattern'), say`the pattern of parameter \`${name}\` is not a regular expression`, {
      help: say`the default is \`${DEFAULT_PATTERN}\``,
    });
    return;
  }
  if (mayTakeForever(pattern)) {
    report.add('SL0440', child(at, 'pattern'), say`the pattern of parameter \`${name}\` may take for ever`, {
      notes: [say`a repetition or a choice inside a repetition has countless ways to match one value`],
      help: say`write it without, as in \`[a-z0-9-]+\``,
    });
    return;
  }
  if (value !== undefined && value.length > LONGEST_VALUE) {
    report.add('SL0204', at, say`the value of parameter \`${name}\` is longer than ${LONGEST_VALUE} characters`, {
      help: say`a parameter is a name or a number; longer texts belong in the pipeline`,
    });
    return;
  }
  if (value !== undefined && !expression.test(value)) {
    report.add('SL0204', at, say`\`${value}\` does not match the pattern of parameter \`${name}\``, {
      notes: [say`pattern: \`${pattern}\``],
      help: say`a parameter goes into SQL and paths as it is; widen the pattern only if that is safe`,
    });
  }
}

/** Those of its engine beside its own. */
function lowerLabels(
  { runOn = [] }: PipelineDefinition,
  at: Location,
  { name, runOn: ofEngine = [] }: EngineNode,
  report: Report,
): readonly string[] {
  const labels = [...new Set([...ofEngine, ...runOn])].toSorted();
  if (labels.length > MOST_LABELS)
    report.add(
      'SL0204',
      child(at, 'runOn'),
      say`with those of engine \`${name}\` these are ${labels.length} labels, of ${MOST_LABELS} at most`,
      {
        help: say`give executors that have several of them one label for all`,
      },
    );
  return labels;
}

function findPool(
  { pool: name }: PipelineDefinition,
  at: Location,
  { pools = new Map() }: ProjectModel,
  report: Report,
): PoolNode | undefined {
  if (name === undefined) return undefined;
  const slots = pools.get(name);
  if (slots !== undefined) return { name, slots };
  const place = child(at, 'pool');
  const { message, ...more } = unknownName('pool', name, pools.keys(), place);
  report.add('SL0318', place, message, more);
  return undefined;
}

function findEngine(
  definition: PipelineDefinition,
  at: Location,
  project: ProjectModel,
  report: Report,
): EngineNode | undefined {
  const only = project.engines.size === 1 ? [...project.engines.keys()][0] : undefined;
  const name = definition.engine ?? (definition.command ? undefined : (project.defaultEngine ?? only));
  if (name === undefined) {
    if (definition.command) return { kind: 'engine', name: 'command', type: 'command', options: {}, at };
    report.add(
      'SL0308',
      child(at, 'name'),
      say`pipeline \`${definition.name}\` names no engine, and sluice.yaml has no default`,
      {
        help: say`add \`engine: NAME\` here or \`defaults: { engine: NAME }\` in sluice.yaml`,
      },
    );
    return undefined;
  }
  const engine = project.engines.get(name);
  if (!engine && definition.engine !== undefined) {
    const place = child(at, 'engine');
    const { message, ...more } = unknownName('engine', name, project.engines.keys(), place);
    report.add('SL0303', place, message, more);
  }
  return engine;
}

function lowerWork(
  definition: PipelineDefinition,
  at: Location,
  project: ProjectModel,
  parameters: readonly string[],
  report: Report,
  target: TargetName | undefined,
): MovementNode | CommandNode | undefined {
  if (definition.command) {
    for (const key of ['source', 'sink', 'transform'] as const) {
      if (definition[key])
        report.add('SL0205', keyOf(at, key), say`\`${key}\` cannot stand beside \`command\``, {
          help: say`a pipeline either moves data or runs a command`,
        });
    }
    return {
      kind: 'command',
      argv: lowerTexts(definition.command, child(at, 'command'), 'run', parameters, report),
      at: child(at, 'command'),
    };
  }
  const { source, sink } = definition;
  if (source && sink) return lowerMovement(definition, source, sink, at, project, parameters, report, target);
  const missing = source ? 'sink' : sink ? 'source' : undefined;
  if (missing)
    report.add('SL0203', child(at, 'name'), say`required key \`${missing}\` is missing`, {
      help: say`add \`${missing}:\``,
    });
  else
    report.add('SL0203', child(at, 'name'), say`pipeline \`${definition.name}\` does nothing`, {
      help: say`add \`source:\` and \`sink:\`, or \`command:\``,
    });
  return undefined;
}

/** What an `incremental` that cannot be read would choose is a cursor's all the same. */
function movesPeriods({ source }: PipelineDefinition, work: MovementNode | CommandNode | undefined): boolean {
  return work?.kind === 'movement' && source?.incremental === undefined && loadsPeriods(work);
}

/** True when rows are chosen by the fire time and not by a cursor: a fire missed is data missed. */
function loadsPeriods({ source, sink, transform }: MovementNode): boolean {
  if (source.incremental) return false;
  const selecting: (Text | undefined)[] = [
    source.where,
    source.query,
    source.path,
    ...(source.otherPaths ?? []),
    ...source.tables,
    transform?.sql,
    sink.path,
    sink.table,
    sink.partition,
  ];
  return selecting.some((text) => typeof text === 'object' && usesTime(text));
}

function usesTime(text: RunTimeText): boolean {
  return text.parts.some((part) => typeof part === 'object' && part.kind === 'time');
}
