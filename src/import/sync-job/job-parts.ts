import { type Message, say } from '../../message/index.ts';
import { isJsonMap, pathOf, type JsonMap } from './json-map.ts';

/** A reader or writer where it stands. */
export interface JobEnd {
  readonly name: string;
  readonly parameter: JsonMap;
  /** Of the end itself, for example `job.content[0].reader`. */
  readonly path: string;
  readonly whole: JsonMap;
}

/** The parts of a job that the engines look at. */
export interface JobParts {
  readonly reader: JobEnd;
  readonly writer: JobEnd;
  readonly setting: JsonMap;
  readonly settingPath: string;
  readonly content: JsonMap;
}

/** The parts of a job file, or why it is none. `isJob` is false for JSON of another kind. */
export type FoundParts = { readonly parts: JobParts } | { readonly problem: Message; readonly isJob: boolean };

/**
 * Finds the parts of a job. FlinkX 1.11 does not start without `job.setting`; a `setting` that stands beside
 * `job` in such a file is taken for it. On ChunJun, which does start, it stays ignored.
 */
export function findParts(root: unknown, target: 'flinkx' | 'chunjun'): FoundParts {
  const job = isJsonMap(root) ? root['job'] : undefined;
  if (!isJsonMap(root) || !isJsonMap(job)) return { problem: say`it has no \`job\``, isJob: false };
  const { content } = job;
  if (!Array.isArray(content)) return { problem: say`\`job.content\` is no list`, isJob: 'content' in job };
  const first: unknown = content[0];
  if (!isJsonMap(first)) return { problem: say`\`job.content\` is empty`, isJob: true };
  const reader = findEnd(first, 'reader');
  const writer = findEnd(first, 'writer');
  if ('template' in reader) return { problem: reader, isJob: true };
  if ('template' in writer) return { problem: writer, isJob: true };
  const outside = target === 'flinkx' && job['setting'] === undefined && isJsonMap(root['setting']);
  const setting = outside ? root['setting'] : job['setting'];
  return {
    parts: {
      reader,
      writer,
      setting: isJsonMap(setting) ? setting : {},
      settingPath: outside ? 'setting' : 'job.setting',
      content: first,
    },
  };
}

/** Where the parts of a job stand. */
export const CONTENT = 'job.content[0]';

function findEnd(content: JsonMap, key: 'reader' | 'writer'): JobEnd | Message {
  const whole = content[key];
  const path = pathOf(CONTENT, key);
  if (!isJsonMap(whole)) return say`\`${path}\` is missing`;
  const { name, parameter } = whole;
  if (typeof name !== 'string' || name.trim() === '') return say`\`${path}\` has no \`name\``;
  if (parameter !== undefined && !isJsonMap(parameter)) return say`\`${path}.parameter\` is no object`;
  return { name: name.trim(), parameter: isJsonMap(parameter) ? parameter : {}, path, whole };
}
