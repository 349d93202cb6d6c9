import { say } from '../../message/index.ts';
import { settingBlocks, settingsSpec, type ParameterSpec, type SettingSpecs } from '../../compiler/connector/index.ts';
import type { SettingsDefinition } from '../../compiler/syntax/index.ts';
import type { DatasourceDraft } from '../definition/datasource-pool.ts';
import type { ReadContext } from './end-draft.ts';
import { hideSecrets, SECRET } from './hide-secrets.ts';
import { isJsonMap, pathOf, saysNothing, scalarText, type JsonMap } from './json-map.ts';
import type { Notes } from './notes.ts';
import { readOption } from './read-option.ts';

/** What `job.setting` says, in the author's words. */
export interface ReadSettings {
  readonly settings: SettingsDefinition;
  /** The job is a stream that restores: a deployment that always runs. */
  readonly isStream: boolean;
  /** Where refused rows go, beside the cluster that holds them. */
  readonly dirty?: { readonly path: string; readonly cluster: DatasourceDraft };
}

/** Reads `job.setting` as the version does: what it ignores is left out, with the reason noted. */
export function readSettings(setting: JsonMap, path: string, version: string, context: ReadContext): ReadSettings {
  const { target, notes } = context;
  const settings: SettingsDefinition = {};
  readSpeed(mapOf(setting['speed']), pathOf(path, 'speed'), settings, notes);
  if (target === 'flinkx') readErrorLimit(setting['errorLimit'], pathOf(path, 'errorLimit'), settings, notes);
  const restore = mapOf(setting['restore']);
  const isRestore = restore['isRestore'] === true || restore['isRestore'] === 'true';
  const saysStream = restore['isStream'] === true || restore['isStream'] === 'true';
  // FlinkX 1.11 takes isStream only beside isRestore; ChunJun switches isRestore on by itself
  const isStream = saysStream && (isRestore || target === 'chunjun');
  const options: Record<string, unknown> = {};
  readRestore(restore, pathOf(path, 'restore'), isRestore || isStream, settings, notes);
  if (isRestore || isStream) readCommit(restore, pathOf(path, 'restore'), target, options, notes);
  const { restore: _, dirty: _cluster, ...blocks } = settingBlocks(target, version);
  for (const [block, spec] of Object.entries(blocks))
    readBlock(block, setting[block], pathOf(path, block), spec, isStream, options, context);
  if (mapOf(setting['speed'])['rebalance'] === true) options['rebalance'] = true;
  if (target === 'chunjun') noteGone(path, settingsSpec(target, version) ?? {}, notes);
  if (Object.keys(options).length > 0) settings.options = options;
  const dirty = target === 'flinkx' ? readDirty(mapOf(setting['dirty'])) : undefined;
  return { settings, isStream, ...(dirty === undefined ? {} : { dirty }) };
}

/** Blocks of FlinkX that ChunJun no longer reads, and what does the same there. */
function noteGone(path: string, known: SettingSpecs, notes: Notes): void {
  const gone = {
    errorLimit: say`ChunJun counts refused rows by -confProp: write \`settings.errorLimit\` to allow some`,
    log: say`ChunJun logs as its log4j configuration says`,
    restart: say`ChunJun restarts as Flink's \`restart-strategy\` in -confProp says`,
    dirty: say`ChunJun keeps refused rows as \`chunjun.dirty-data\` in -confProp says`,
    metricPluginConf: say`ChunJun 1.16 reads \`metricPluginConfig\``,
  };
  for (const [block, message] of Object.entries(gone))
    if (!Object.hasOwn(known, block)) notes.add(pathOf(path, block), 'ignored-by-engine', message);
}

function mapOf(value: unknown): JsonMap {
  return isJsonMap(value) ? value : {};
}

function readSpeed(speed: JsonMap, path: string, settings: SettingsDefinition, notes: Notes): void {
  const count = (key: string): number | undefined => {
    const value = Number(scalarText(speed[key]) ?? Number.NaN);
    return Number.isInteger(value) && value > 0 ? value : undefined;
  };
  const channel = count('channel') ?? 1;
  const source = count('readerChannel') ?? channel;
  const sink = count('writerChannel') ?? channel;
  if (source !== sink) settings.parallelism = { source, sink };
  else if (source !== 1) settings.parallelism = source;
  for (const key of ['readerChannel', 'writerChannel'])
    notes.add(pathOf(path, key), 'rewritten', say`the channels are said by \`settings.parallelism\``);
  const bytes = Number(scalarText(speed['bytes']) ?? 0);
  if (bytes > 0 && bytes < Number.MAX_SAFE_INTEGER) settings.rateLimit = rateText(bytes);
  else notes.add(pathOf(path, 'bytes'), 'default', say`there is no limit anyway`);
}

/** Bytes a second as an author writes them, in the largest unit that leaves a whole number. */
export function rateText(bytes: number): string {
  const units = [
    ['GB', 1024 ** 3],
    ['MB', 1024 ** 2],
    ['KB', 1024],
  ] as const;
  const [unit, size] = units.find(([, each]) => bytes % each === 0) ?? (['B', 1] as const);
  return `${bytes / size}${unit}/s`;
}

/** FlinkX 1.11: no object = no row may be refused; an object without `record` = any number may. */
function readErrorLimit(given: unknown, path: string, settings: SettingsDefinition, notes: Notes): void {
  if (!isJsonMap(given)) return;
  const rows = Number(scalarText(given['record']) ?? -1);
  const percent = Number(scalarText(given['percentage']) ?? -1);
  if (rows >= 0 && percent >= 0) settings.errorLimit = { rows, percent };
  else if (rows > 0) settings.errorLimit = { rows };
  else if (rows < 0) settings.errorLimit = { percent: percent >= 0 ? percent : 100 };
  notes.add(path, 'rewritten', say`a limit that is left out means no limit`);
}

function readRestore(restore: JsonMap, path: string, isOn: boolean, settings: SettingsDefinition, notes: Notes): void {
  const column = scalarText(restore['restoreColumnName']);
  if (isOn && column !== undefined && column !== '') settings.resume = column;
  if (!isOn) {
    notes.add(path, 'default', say`nothing is restored while \`isRestore\` is not true`);
    return;
  }
  notes.add(
    pathOf(path, 'isRestore'),
    'rewritten',
    say`what restores follows from \`schedule: continuous\` and \`settings.resume\``,
  );
  notes.add(pathOf(path, 'restoreColumnIndex'), 'rewritten', say`the place of the column is found by its name`);
  notes.add(pathOf(path, 'restoreColumnType'), 'ignored-by-engine', say`the engine takes the type from the column`);
}

/** FlinkX 1.11 commits by it; ChunJun has the key and never looks at it. */
function readCommit(
  restore: JsonMap,
  path: string,
  target: 'flinkx' | 'chunjun',
  options: Record<string, unknown>,
  notes: Notes,
): void {
  const rows = Number(scalarText(restore['maxRowNumForCheckpoint']) ?? Number.NaN);
  if (target === 'chunjun')
    notes.add(pathOf(path, 'maxRowNumForCheckpoint'), 'ignored-by-engine', say`ChunJun never looks at it`);
  else if (Number.isInteger(rows) && rows >= 0 && rows !== COMMIT_ROWS)
    options['restore'] = { maxRowNumForCheckpoint: rows };
}

/** The default of FlinkX. */
const COMMIT_ROWS = 10_000;

function readBlock(
  block: string,
  value: unknown,
  path: string,
  spec: ParameterSpec,
  isStream: boolean,
  options: Record<string, unknown>,
  context: ReadContext,
): void {
  const { target, notes } = context;
  if (!isJsonMap(value) || saysNothing(value)) return;
  if (block === 'log' && value['isLogger'] !== true) {
    notes.add(path, 'default', say`no log is written while \`isLogger\` is not true`);
    return;
  }
  if (block === 'restart' && target === 'flinkx' && !isStream) {
    notes.add(path, 'ignored-by-engine', say`FlinkX restarts a job only where \`isRestore\` and \`isStream\` are true`);
    return;
  }
  if (JSON.stringify(hideSecrets(value)).includes(SECRET)) {
    notes.add(path, 'secret', say`a password cannot stand in a setting, which everyone who sees the job reads`);
    return;
  }
  const said = Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null && member !== ''));
  options[block] = readOption(said, spec, path, context);
}

function readDirty(dirty: JsonMap): ReadSettings['dirty'] {
  const path = scalarText(dirty['path']);
  if (path === undefined || path === '') return undefined;
  const config = Object.entries(mapOf(dirty['hadoopConfig'])).map(([key, value]) => [key, scalarText(value) ?? '']);
  const properties = Object.fromEntries(config);
  const defaultFS = properties['fs.defaultFS'] ?? properties['fs.default.name'];
  return {
    path,
    cluster: {
      fields: { type: 'hadoop', ...(defaultFS === undefined ? {} : { defaultFS }), properties },
      secrets: {},
      headers: {},
    },
  };
}
