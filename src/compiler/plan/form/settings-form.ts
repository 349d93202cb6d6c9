import { formatDuration } from '../../../time/index.ts';
import { isMap, type JsonMap, type JsonValue } from '../compare/differences.ts';
import { nameOf } from './end-form.ts';
import { present } from './present.ts';
import { rateWords } from './rate-words.ts';

/** `settings` as their author writes them, of their normalised form with the holes shown. */
export function settingsForm(settings: JsonMap): JsonMap {
  const { bytesPerSecond, errorRows, errorPercent, checkpointMs, resumeColumn, dirty, ...rest } = settings;
  return present({
    ...rest,
    rateLimit: typeof bytesPerSecond === 'number' ? rateWords(bytesPerSecond) : undefined,
    errorLimit: present({ rows: errorRows, percent: errorPercent }),
    checkpoint: typeof checkpointMs === 'number' ? formatDuration(checkpointMs) : undefined,
    resume: resumeColumn,
    dirty: isMap(dirty) ? dirtyForm(dirty) : undefined,
  });
}

function dirtyForm({ datasource, path }: JsonMap): JsonValue {
  return present({ datasource: nameOf(datasource), path });
}
