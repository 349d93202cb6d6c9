import { join } from 'node:path';
import type { FoundEvent } from '../../audit/index.ts';
import { OperatingError } from '../../errors.ts';
import { AUDIT_TOPIC, RUNS_TOPIC } from '../../ports/index.ts';
import { readJsonLines } from '../read-json-lines.ts';

/** The events in the files of the embedded bus, the audit first. Throws NOT_FOUND where there is no file of the audit. */
export async function* readEventFiles(folder: string): AsyncGenerator<FoundEvent> {
  yield* readJsonLines(join(folder, `${AUDIT_TOPIC}.jsonl`), true);
  try {
    yield* readJsonLines(join(folder, `${RUNS_TOPIC}.jsonl`), true);
  } catch (thrown) {
    // Runs may be thrown away.
    if (!(thrown instanceof OperatingError && thrown.code === 'NOT_FOUND')) throw thrown;
  }
}
