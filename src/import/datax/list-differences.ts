import { say, sentence, type Message } from '../../message/index.ts';
import { DIFFERENCE_REASONS, type FoundDifference } from '../import-result.ts';
import { hideSecrets } from '../sync-job/hide-secrets.ts';
import { isJsonMap, pathOf, saysNothing } from '../sync-job/json-map.ts';
import type { Notes } from '../sync-job/notes.ts';
import type { DataxEnd } from './import-datax-job.ts';

/** Keys of a job whose members are read one by one. */
const READ = new Set(['job', 'job.content', 'job.content[0]', 'job.content[0].reader', 'job.content[0].writer']);

/**
 * Everything of a DataX job that the pipeline does not say: what was noted, what DataX itself does not know,
 * and secrets, which became references.
 */
export function listDifferences(root: unknown, ends: readonly DataxEnd[], notes: Notes): readonly FoundDifference[] {
  const known = new Map(ends.map(({ end, plugin }) => [pathOf(end.path, 'parameter'), plugin.parameters]));
  const differences: FoundDifference[] = [];
  const add = (path: string, value: unknown, reason: FoundDifference['reason'], message: Message): void => {
    differences.push({ path, from: hideSecrets(value, lastKey(path)), reason, message });
  };
  const visit = (value: unknown, path: string): void => {
    const note = notes.has(path) ? notes.at(path) : undefined;
    if (note !== undefined) {
      add(path, value, note.reason, note.message);
      return;
    }
    if (saysNothing(value)) return;
    if (
      JSON.stringify(hideSecrets(value, lastKey(path))) !== JSON.stringify(value) &&
      !isJsonMap(value) &&
      !Array.isArray(value)
    ) {
      add(path, value, 'secret', sentence(DIFFERENCE_REASONS.secret));
      return;
    }
    if (Array.isArray(value)) value.forEach((item: unknown, index) => visit(item, pathOf(path, index)));
    if (!isJsonMap(value)) return;
    const parameters = known.get(path);
    for (const [key, member] of Object.entries(value)) {
      const place = pathOf(path, key);
      if (isUnread(path, key) || (parameters !== undefined && !Object.hasOwn(parameters, key)))
        add(place, member, 'unknown-key', say`Sluice knows no such key of DataX`);
      else visit(member, place);
    }
  };
  visit(root, '');
  return differences;
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': ['job'],
  job: ['content', 'setting'],
  'job.content[0]': ['reader', 'writer', 'transformer'],
  'job.content[0].reader': ['name', 'parameter'],
  'job.content[0].writer': ['name', 'parameter'],
};

function isUnread(path: string, key: string): boolean {
  if (/^job\.content\[[1-9]/.test(path)) return true;
  const keys = KEYS[path];
  return (path === '' || READ.has(path)) && keys !== undefined && !keys.includes(key);
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
}
