import { say } from '../../message/index.ts';
import { contentBlocks, settingsSpec, type PluginSpec } from '../../compiler/connector/index.ts';
import type { FoundDifference } from '../import-result.ts';
import { Comparison } from './compare-context.ts';
import { compareParameters } from './compare-parameters.ts';
import type { JobEnd, JobParts } from './job-parts.ts';
import { isJsonMap, pathOf, type JsonMap } from './json-map.ts';
import type { Notes } from './notes.ts';

/** What a job is compared by. */
export interface ComparedJob {
  readonly root: JsonMap;
  readonly parts: JobParts;
  readonly reader: PluginSpec;
  readonly writer: PluginSpec;
  readonly target: 'flinkx' | 'chunjun';
  /** `1.16`: which blocks it reads. */
  readonly version: string;
  readonly notes: Notes;
}

/**
 * Everything in which the printed job is not the old one. Keys may stand in any order, scalars are compared
 * as the version reads them, words for types without regard to case, a secret with its reference. Every leaf
 * of the old job is equal in the printed one or lies in a difference.
 */
export function compareJob(job: ComparedJob, printed: JsonMap): readonly FoundDifference[] {
  const comparison = new Comparison(job.target, job.notes);
  const { parts, root } = job;
  outside(root, ['job', ...(parts.settingPath === 'setting' ? ['setting'] : [])], '', comparison);
  if (parts.settingPath === 'setting')
    comparison.add(
      'setting',
      root['setting'],
      undefined,
      'wrong-place',
      say`it is taken for \`job.setting\`, without which FlinkX does not start`,
    );
  const oldJob = mapOf(root['job']);
  outside(oldJob, ['content', 'setting'], 'job', comparison);
  furtherElements(oldJob['content'], comparison);
  const newContent = firstOf(mapOf(printed['job'])['content']);
  const newReader = mapOf(newContent['reader']);
  const newWriter = mapOf(newContent['writer']);
  compareEnd(parts.reader, newReader, job.reader, comparison);
  compareEnd(parts.writer, newWriter, job.writer, comparison);
  const ends = new Set(['reader', 'writer']);
  compareParameters(
    contentBlocks(job.target),
    withoutKeys(parts.content, ends),
    withoutKeys(newContent, ends),
    'job.content[0]',
    comparison,
    (key) => say`the engine reads no \`${key}\` there`,
  );
  compareParameters(
    settingsSpec(job.target, job.version) ?? {},
    withErrorLimit(parts.setting, job.target),
    mapOf(mapOf(printed['job'])['setting']),
    parts.settingPath,
    comparison,
    (key) => say`the engine has no setting \`${key}\``,
  );
  return comparison.differences;
}

/** FlinkX 1.11 lets no row be refused where a job says nothing of it. */
function withErrorLimit(setting: JsonMap, target: 'flinkx' | 'chunjun'): JsonMap {
  return target === 'flinkx' && setting['errorLimit'] === undefined
    ? { ...setting, errorLimit: { record: 0 } }
    : setting;
}

function compareEnd(end: JobEnd, printed: JsonMap, plugin: PluginSpec, comparison: Comparison): void {
  const { name } = end.whole;
  if (name !== printed['name'])
    comparison.add(
      pathOf(end.path, 'name'),
      name,
      printed['name'],
      'renamed',
      say`the plugin is written by its own name`,
    );
  comparison.notes.add(pathOf(end.path, 'table'), 'ignored-by-engine', say`the name is for a \`transformer\` alone`);
  const own = new Set(['name', 'parameter']);
  compareParameters(
    {},
    withoutKeys(end.whole, own),
    withoutKeys(printed, own),
    end.path,
    comparison,
    (key) => say`the engine reads no \`${key}\` beside \`parameter\``,
  );
  compareParameters(
    plugin.parameters,
    end.parameter,
    mapOf(printed['parameter']),
    pathOf(end.path, 'parameter'),
    comparison,
    (key) => say`\`${plugin.name}\` reads no \`${key}\``,
  );
}

/** Keys beside those that an engine reads. */
function outside(map: JsonMap, read: readonly string[], path: string, comparison: Comparison): void {
  for (const [key, value] of Object.entries(map)) {
    if (read.includes(key)) continue;
    const isMisplaced = ['setting', 'speed', 'reader', 'writer', 'errorLimit', 'restore'].includes(key);
    comparison.add(
      pathOf(path, key),
      value,
      undefined,
      isMisplaced ? 'wrong-place' : 'unknown-key',
      isMisplaced ? say`the engine does not look for it there, and ran without it` : say`the engine reads no such key`,
    );
  }
}

function furtherElements(content: unknown, comparison: Comparison): void {
  const elements: readonly unknown[] = Array.isArray(content) ? content : [];
  for (const [index, element] of elements.entries())
    if (index > 0)
      comparison.add(
        pathOf('job.content', index),
        element,
        undefined,
        'beyond-element-0',
        say`the engine never ran it: it reads the first element alone`,
      );
}

function firstOf(list: unknown): JsonMap {
  return mapOf(Array.isArray(list) ? list[0] : undefined);
}

function mapOf(value: unknown): JsonMap {
  return isJsonMap(value) ? value : {};
}

function withoutKeys(map: JsonMap, keys: ReadonlySet<string>): JsonMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.has(key)));
}
