import { buildIfStale } from '../../tools/run/build-if-stale.mjs';

/** Vitest's global set-up of the projects that start the built program: it is never older than its sources. */
export async function setup() {
  if (process.env.SLUICE_TEST_PROGRAM === undefined) await buildIfStale();
}
