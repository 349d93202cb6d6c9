import type { OperatingError } from '../../errors.ts';
import type { FlinkRest } from '../../flink/index.ts';
import type { Clock } from '../../ports/index.ts';

const LOOK_UP_EVERY_MS = 1_000;

/**
 * After an unclear answer the job may be running, or start a moment later. Starting another would
 * move every row twice, so the id is looked up for a while first. After a refusal one look is enough:
 * it tells "has already been submitted" from the rest.
 *
 * @param unclearMs How long an id is looked up after an answer that tells nothing.
 */
export async function startedAllTheSame(
  { rest, clock, jobId, unclearMs }: { rest: FlinkRest; clock: Clock; jobId: string; unclearMs: number },
  error: OperatingError,
): Promise<boolean> {
  if (error.code !== 'ENGINE_UNREACHABLE' && error.code !== 'ENGINE_REFUSED') return false;
  const deadline = clock.monotonic() + (error.code === 'ENGINE_REFUSED' ? 0 : unclearMs);
  for (;;) {
    const state = await rest.jobState(jobId).catch(() => undefined);
    if (state !== undefined) return true;
    if (clock.monotonic() >= deadline) return false;
    await clock.sleep(LOOK_UP_EVERY_MS);
  }
}
