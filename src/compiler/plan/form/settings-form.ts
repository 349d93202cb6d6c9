import { formatDuration } from '../../../time/index.ts';
import { DEFAULT_CHECKPOINT_MS } from '../../targets/index.ts';
import { isMap, type JsonMap, type JsonValue } from '../compare/differences.ts';
import { nameOf } from './end-form.ts';
import { present } from './present.ts';
import { rateWords } from './rate-words.ts';

/** `settings` as their author writes them, of their normalised form with the holes shown. */
export function settingsForm(settings: JsonMap): JsonMap {
  const { bytesPerSecond, errorRows, errorPercent, resumeColumn, dirty, ...rest } = settings;
  // what a batch that can be taken up again does anyway
  const { checkpointMs = resumeColumn === undefined ? undefined : DEFAULT_CHECKPOINT_MS, ...others } = rest;
  return present({
    ...others,
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
