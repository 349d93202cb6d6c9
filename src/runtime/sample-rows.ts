import type { Template } from '../compiler/index.ts';
import type { Sample } from './engines/local/index.ts';
import { createSystemClock } from './observe/index.ts';
import { createSecrets } from './secrets/index.ts';

/** Whose first rows are wanted, and how many. */
export interface SampleRowsRequest {
  /** A bound job of the local engine. */
  readonly template: Template;
  readonly limit: number;
  readonly projectRoot: string;
  /** Of the process: references are resolved from it. */
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Reads the first rows of a job as its sink would get them, and writes nothing. The engine and its drivers are loaded here. */
export async function sampleRows({ environment, ...request }: SampleRowsRequest): Promise<Sample> {
  const { sample } = await import('./engines/local/index.ts');
  return sample({ ...request, secrets: createSecrets({ environment }), clock: createSystemClock() });
}
