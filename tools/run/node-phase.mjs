import { nodeBinary } from './node-versions.mjs';
import { vitest } from './vitest.mjs';

/**
 * Of `src/` the folders where another Node could give other results: what parses, prints, counts and formats (numbers, dates,
 * zones, widths), what starts processes and threads, streams, watches, serves and listens, and SQLite. What maps values to
 * values (checks, lowering, targets, connectors, reconciling by a given clock) is the same program on each, and is left to
 * one Node; the golden tests below still take it through on the others.
 */
const folders = [
  'cli',
  'compiler/artefact',
  'compiler/cache',
  'compiler/diagnostics',
  'compiler/load',
  'config',
  'format',
  'import',
  'lsp',
  'message',
  'review',
  'runtime/audit',
  'runtime/bus',
  'runtime/doctor',
  'runtime/engines',
  'runtime/event-index',
  'runtime/execute',
  'runtime/leader',
  'runtime/observe',
  'runtime/relay',
  'runtime/secrets',
  'runtime/sources',
  'runtime/store',
  'runtime/watch',
  'server',
  'testing',
  'time',
];

/**
 * Of the golden tests those where another Node could give other bytes: what is read, compiled, planned and printed. Random
 * edits and what is said of each mistake run the same code over and over, and are left to one Node.
 */
const golden = ['check', 'connectors', 'demo', 'examples', 'import', 'page-findings', 'plan'];

/** Random edits of texts, thousands of them. */
const leftOut = ['src/compiler/load/yaml-changes.test.ts'];

const whole = ['src/runtime/open-store.test.ts', 'src/runtime/runtime.test.ts'];
const chosen = [
  ...folders.map((name) => `src/${name}/`),
  ...whole,
  ...golden.map((name) => `test/golden/${name}.test.ts`),
];

/** Some unit and golden tests on another Node; where it cannot be had: a failure in CI, loudly left out otherwise. */
export async function nodePhase(major) {
  const node = await nodeBinary(major);
  if (node !== undefined) return vitest(['unit', 'golden'], { node, only: chosen, leftOut });
  const failing = process.env.CI === 'true';
  console.error(`NODE ${major} IS NOT AVAILABLE: its tests are ${failing ? 'failed' : 'left out'}`);
  return failing ? 1 : 0;
}
