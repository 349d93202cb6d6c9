import { nodeBinary } from './node-versions.mjs';
import { vitest } from './vitest.mjs';

/**
 * Of the golden tests those where another Node could give other bytes: what is read, compiled, planned and printed. Random
 * edits and what is said of each mistake run the same code over and over, and are left to one Node.
 */
const golden = ['check', 'connectors', 'demo', 'examples', 'import', 'page-findings', 'plan'];

const chosen = ['src/', 'tools/', ...golden.map((name) => `test/golden/${name}.test.ts`)];

/** The unit tests and some golden ones on another Node; where it cannot be had: a failure in CI, loudly left out otherwise. */
export async function nodePhase(major) {
  const node = await nodeBinary(major);
  if (node !== undefined) return vitest(['unit', 'golden'], { node, only: chosen });
  const failing = process.env.CI === 'true';
  console.error(`NODE ${major} IS NOT AVAILABLE: its tests are ${failing ? 'failed' : 'left out'}`);
  return failing ? 1 : 0;
}
