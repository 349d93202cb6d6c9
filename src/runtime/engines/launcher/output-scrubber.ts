import type { BoundJob } from '../../../compiler/index.ts';
import { toOperatingError } from '../../errors.ts';
import type { Secrets } from '../../ports/index.ts';
import { fillLaunchValues, redact } from '../fill-launch-values.ts';

type Scrub = (line: string) => string;

/** ChunJun 1.16 logs the whole job, URL-encoded, passwords and all. Nobody needs that line. */
const ENCODED_JOB = /%7B\s*%22job%22\S*|\S*%22reader%22\S*/gi;

/**
 * Makes what takes secrets out of a job's output. The job's own secrets are resolved anew where this
 * process has not started the job: an executor that adopts a job must know what to take out. Where
 * they cannot be resolved, lines are withheld rather than passed on unseen.
 */
export function outputScrubber(secrets: Secrets, scrub: Scrub): (job: BoundJob) => Promise<Scrub> {
  const known = new WeakMap<BoundJob, Scrub>();
  return async (job) => {
    const found = known.get(job);
    if (found !== undefined) return found;
    try {
      const { secrets: own } = await fillLaunchValues(secrets, job.template);
      const made: Scrub = (line) => redact(scrub(line.replace(ENCODED_JOB, '[job text removed]')), own);
      known.set(job, made);
      return made;
    } catch (thrown) {
      const { code } = toOperatingError(thrown);
      return () => `[line withheld: the job's secrets cannot be resolved here (${code})]`;
    }
  };
}
