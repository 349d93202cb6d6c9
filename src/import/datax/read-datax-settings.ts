import { say } from '../../message/index.ts';
import type { SettingsDefinition } from '../../compiler/syntax/index.ts';
import { isJsonMap, scalarText, type JsonMap } from '../sync-job/json-map.ts';
import { rateText } from '../sync-job/read-settings.ts';
import type { Notes } from '../sync-job/notes.ts';

/**
 * Reads `job.setting` of DataX: channels, bytes a second, and how many rows may be refused. Its share is a
 * fraction, where ours is percent. Rows a second have no counterpart.
 *
 * @param splits Whether the source says by which column it is split: without it DataX reads in one task.
 */
export function readDataxSettings(
  setting: JsonMap,
  engine: 'flinkx' | 'chunjun',
  splits: boolean,
  notes: Notes,
): SettingsDefinition {
  const speed = mapOf(setting['speed']);
  const limit = mapOf(setting['errorLimit']);
  const channels = numberOf(speed['channel']);
  const bytes = numberOf(speed['byte']);
  const rows = numberOf(limit['record']);
  const share = numberOf(limit['percentage']);
  const settings: SettingsDefinition = {};
  if (channels !== undefined && channels > 1 && splits) settings.parallelism = Math.trunc(channels);
  if (channels !== undefined && channels > 1 && !splits)
    notes.add('job.setting.speed.channel', 'ignored-by-engine', say`a read that is not split runs in one task`);
  if (bytes !== undefined && bytes > 0) settings.rateLimit = rateText(Math.trunc(bytes));
  if (speed['record'] !== undefined)
    notes.add('job.setting.speed.record', 'not-carried', say`no engine of ours limits rows a second; limit bytes`);
  if (rows !== undefined && rows >= 0) settings.errorLimit = { rows: Math.trunc(rows) };
  if (share !== undefined) {
    if (engine === 'flinkx') settings.errorLimit = { ...settings.errorLimit, percent: share * 100 };
    else
      notes.add(
        'job.setting.errorLimit.percentage',
        'not-carried',
        say`ChunJun limits refused rows by their number alone`,
      );
  }
  for (const key of Object.keys(setting)) {
    if (key !== 'speed' && key !== 'errorLimit')
      notes.add(`job.setting.${key}`, 'not-carried', say`a setting of DataX that has no counterpart`);
  }
  return settings;
}

function mapOf(value: unknown): JsonMap {
  return isJsonMap(value) ? value : {};
}

function numberOf(value: unknown): number | undefined {
  const number = Number(scalarText(value) ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}
