import { formatDuration, type Schedule } from '../../time/index.ts';
import { showHoles, type Artefact, type NormalisedPipeline } from '../artefact/index.ts';
import { isMap, type JsonMap, type JsonValue } from './compare/differences.ts';

/**
 * A pipeline as plans compare and show it: under the keys that its author writes, defaults applied, run-time values as
 * `${…}`. Everything that its job is made of is in it, so that two of one form do the same, and nothing else.
 */
export function planForm({ pipeline, engine }: Artefact): JsonMap {
  const { work, settings } = partsOf(pipeline);
  const { attempts, backoff, initialMs, maxMs } = pipeline.retry;
  return present({
    owner: pipeline.owner,
    description: pipeline.description,
    tags: pipeline.tags.toSorted(),
    state: pipeline.state,
    schedule: scheduleForm(pipeline),
    dependsOn: pipeline.dependsOn.toSorted(),
    retry: { attempts, backoff, initial: formatDuration(initialMs), max: formatDuration(maxMs) },
    timeout: pipeline.timeoutMs === undefined ? undefined : formatDuration(pipeline.timeoutMs),
    priority: pipeline.priority,
    params: Object.fromEntries(
      pipeline.parameters.map(({ name, pattern, ...rest }) => [name, present({ default: rest.default, pattern })]),
    ),
    engine: present({
      name: engine.name,
      type: engine.type,
      version: engine.version,
      mode: engine.mode,
      ...(showHoles(engine.config) as JsonMap), // with the holes shown nothing but JSON is left
    }),
    ...work,
    settings,
  });
}

function partsOf({ work, incremental }: NormalisedPipeline): { readonly work: JsonMap; readonly settings?: JsonValue } {
  const shown = showHoles(work) as JsonMap; // as above
  if (Array.isArray(shown['argv'])) return { work: { command: shown['argv'] as JsonValue } };
  const { settings, source, ...rest } = shown;
  const reads: JsonMap =
    isMap(source) && incremental !== undefined ? { ...source, incremental } : ((source ?? {}) as JsonMap);
  return { work: { source: reads, ...rest }, ...(settings === undefined ? {} : { settings }) };
}

function scheduleForm({ schedule, misfire, overlap }: NormalisedPipeline): JsonValue {
  const policies: JsonMap = { misfire: { ...misfire }, overlap };
  const { timeZone } = schedule;
  switch (schedule.kind) {
    case 'cron':
      return { cron: schedule.expression, dialect: schedule.dialect, timeZone, ...policies };
    case 'every':
      return { every: formatDuration(schedule.intervalMs), timeZone, ...policies };
    case 'after':
      return { after: formatDuration(schedule.delayMs), timeZone, ...policies };
    case 'at':
      return { at: new Date(schedule.time).toISOString(), timeZone, ...policies };
    case 'manual':
    case 'upstream':
    case 'continuous':
      return { kind: schedule.kind, timeZone, ...policies };
    default:
      return schedule satisfies never as Schedule['kind'];
  }
}

function present(values: Readonly<Record<string, JsonValue | undefined>>): JsonMap {
  const said = Object.entries(values).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
  return Object.fromEntries(said);
}
