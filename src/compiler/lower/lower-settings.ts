import { say } from '../../message/index.ts';
import { NAME_MAPPING_NAMES } from '../connector/index.ts';
import type { RetryNode, SettingsNode } from '../ir/index.ts';
import type { PipelineDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import type { ProjectModel, Report } from './lower-context.ts';
import { lowerOptions } from './lower-options.ts';
import { lowerDuration } from './lower-duration.ts';
import { lowerText, unknownName } from './lower-text.ts';

/** Settings with defaults: one channel, no limit, no row may be refused. */
export function lowerSettings(
  definition: PipelineDefinition,
  at: Location,
  parameters: readonly string[],
  project: ProjectModel,
  report: Report,
): SettingsNode {
  const place = child(at, 'settings');
  const settings = definition.settings ?? {};
  const parallelism = settings.parallelism ?? 1;
  const rate =
    settings.rateLimit === undefined ? undefined : readRate(settings.rateLimit, child(place, 'rateLimit'), report);
  const checkpoint =
    settings.checkpoint === undefined
      ? definition.schedule === 'continuous'
        ? 60_000
        : undefined
      : lowerDuration(settings.checkpoint, child(place, 'checkpoint'), report);
  return {
    kind: 'settings',
    parallelism:
      typeof parallelism === 'number'
        ? { source: parallelism, sink: parallelism }
        : { source: parallelism.source ?? 1, sink: parallelism.sink ?? 1 },
    ...(rate === undefined ? {} : { bytesPerSecond: rate }),
    ...errorLimit(settings.errorLimit),
    ...(checkpoint === undefined ? {} : { checkpointMs: checkpoint }),
    ...(settings.resume === undefined ? {} : { resumeColumn: settings.resume }),
    ...lowerDirty(settings.dirty, child(place, 'dirty'), parameters, project, report),
    options: lowerOptions(settings.options, child(place, 'options'), parameters, report, ([block, member]) =>
      block === 'nameMapping' && member === 'identifierMappings' ? NAME_MAPPING_NAMES : [],
    ),
    at: place,
  };
}

function lowerDirty(
  dirty: NonNullable<PipelineDefinition['settings']>['dirty'],
  at: Location,
  parameters: readonly string[],
  project: ProjectModel,
  report: Report,
): Pick<SettingsNode, 'dirty'> {
  if (dirty === undefined) return {};
  const datasource = project.datasources.get(dirty.datasource);
  if (datasource !== undefined)
    return { dirty: { datasource, path: lowerText(dirty.path, child(at, 'path'), 'run', parameters, report), at } };
  if (!project.brokenDatasources.has(dirty.datasource) && !project.datasourcesHidden) {
    const place = child(at, 'datasource');
    const { message, ...more } = unknownName('datasource', dirty.datasource, project.datasources.keys(), place);
    report.add('SL0302', place, message, more);
  }
  return {};
}

/** No row may be refused, unless a limit says otherwise; a share alone is not narrowed by a count. */
function errorLimit({
  rows,
  percent,
}: NonNullable<NonNullable<PipelineDefinition['settings']>['errorLimit']> = {}): Pick<
  SettingsNode,
  'errorRows' | 'errorPercent'
> {
  if (percent === undefined) return { errorRows: rows ?? 0 };
  return { ...(rows === undefined ? {} : { errorRows: rows }), errorPercent: percent };
}

/** Retry with defaults: one attempt; exponential from 30 s to 10 min. */
export function lowerRetry(definition: PipelineDefinition, at: Location, report: Report): RetryNode {
  const retry = definition.retry ?? {};
  const place = child(at, 'retry');
  const read = (key: 'initial' | 'max', fallback: number): number => {
    const written = retry[key];
    return written === undefined ? fallback : (lowerDuration(written, child(place, key), report) ?? fallback);
  };
  return {
    kind: 'retry',
    attempts: retry.attempts ?? 1,
    backoff: retry.backoff ?? 'exponential',
    initialMs: read('initial', 30_000),
    maxMs: read('max', 600_000),
    ...(retry.never === undefined ? {} : { never: retry.never }),
    ...(retry.always === undefined ? {} : { always: retry.always }),
  };
}

const UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

function readRate(text: string, at: Location, report: Report): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)\/s\s*$/i.exec(text);
  const unit = UNITS[match?.[2]?.toUpperCase() ?? ''];
  if (match && unit !== undefined && Number(match[1]) > 0) return Math.round(Number(match[1]) * unit);
  report.add('SL0204', at, say`\`${text}\` is not a rate`, {
    help: say`write \`10MB/s\`: B, KB, MB or GB a second, by 1024`,
  });
  return undefined;
}
