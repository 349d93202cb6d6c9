// The random tests of a change begin at one seed, so that a change is judged by what it changed. SLUICE_TEST_SEED=random
// begins anywhere, a number begins there: what a failure prints can be tried again.
import fc from 'fast-check';

const asked = process.env['SLUICE_TEST_SEED'] ?? '20260101';

if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) });
