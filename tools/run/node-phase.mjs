import { nodeBinary } from './node-versions.mjs';
import { vitest } from './vitest.mjs';

/** Unit and golden tests on another Node; where it cannot be had: a failure in CI, loudly left out otherwise. */
export async function nodePhase(major) {
  const node = await nodeBinary(major);
  if (node !== undefined) return vitest(['unit', 'golden'], { node });
  const failing = process.env.CI === 'true';
  console.error(`NODE ${major} IS NOT AVAILABLE: its tests are ${failing ? 'failed' : 'left out'}`);
  return failing ? 1 : 0;
}
