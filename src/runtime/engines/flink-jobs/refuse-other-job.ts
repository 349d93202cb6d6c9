import { OperatingError } from '../../errors.ts';
import type { FlinkRest } from '../../flink/index.ts';

/** A job under another id could not be followed after a restart: it is cancelled rather than kept. */
export async function refuseOtherJob(
  rest: FlinkRest,
  jobId: string | undefined,
  { message, help }: { readonly message: string; readonly help: string },
): Promise<never> {
  if (jobId !== undefined) await rest.cancel(jobId);
  throw new OperatingError('ENGINE_REFUSED', message, { retryable: false, help });
}
