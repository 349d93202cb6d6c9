import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Names of the demo's pipelines, in order. */
export const DEMO_PIPELINES = [
  'airports',
  'busy-airports',
  'departures',
  'new-departures',
  'weather',
  'weather-new-york-by-month',
  'weather-seattle-by-month',
] as const;

/** Copies the project that `npm start` runs, without what it has done here. */
export async function copyDemo(folder: string): Promise<void> {
  for (const name of ['sluice.yaml', 'pipelines', 'datasources', 'data'])
    await cp(join(repository, name), join(folder, name), { recursive: true });
}
