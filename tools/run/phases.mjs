import { interruption } from './child.mjs';

/**
 * Collects named phases, each `() => exit code or { code, passed, failed, skipped, failures, unsteady }`; every one is
 * run, also after a failed one, and timed. After an interruption the rest is left out.
 */
export function phases() {
  const done = [];

  async function run(name, work) {
    if (interruption() !== undefined) return undefined;
    console.error(`\n── ${name}`);
    const began = Date.now();
    const result = await work();
    const counts = { passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [] };
    const phase = { name, ...counts, ...(typeof result === 'number' ? { code: result } : result) };
    done.push({ ...phase, seconds: (Date.now() - began) / 1000 });
    return phase.code;
  }

  /** Totals of the tests; a phase that failed without a failed test (a gate, a file that did not load) counts as one. */
  function totals() {
    return {
      passed: sum(done, (phase) => phase.passed),
      failed: sum(done, (phase) => (phase.code === 0 ? phase.failed : Math.max(1, phase.failed))),
      skipped: sum(done, (phase) => phase.skipped),
    };
  }

  function table() {
    const rows = done.map(({ name, code, passed, failed, skipped, seconds }) => {
      const tests = passed + failed + skipped > 0 ? `${passed} passed, ${failed} failed, ${skipped} skipped` : '';
      return `${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(28)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${tests}`;
    });
    const failures = done.flatMap((phase) => phase.failures.map((failure) => `failed: ${described(phase, failure)}`));
    const unsteady = done.flatMap((phase) =>
      phase.unsteady.map((failure) => `passed only when run again: ${described(phase, failure)}`),
    );
    return ['', ...rows.map((row) => row.trimEnd()), ...failures, ...unsteady].join('\n');
  }

  return { run, totals, table };
}

// The tests that failed are named below the table: whoever reads only the end of a long log sees them.
const described = (phase, { file, test, why }) =>
  `${[phase.name, file, test].filter((part) => part !== '').join(' > ')}\n        ${why}`;

const sum = (done, of) => done.reduce((total, phase) => total + of(phase), 0);
