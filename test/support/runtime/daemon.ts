// A daemon in a process of its own, to be killed. SLUICE_TEST_RUNTIME holds its options as JSON, without roles,
// compile function and log; or an argument names the folder of a sample project with everything embedded.
import { createPinoLog, startRuntime, type RuntimeOptions } from '../../../src/runtime/index.ts';
import { sampleRuntime } from './sample-project.ts';

const given = process.env['SLUICE_TEST_RUNTIME'];
const log = createPinoLog({ level: given === undefined ? 'info' : 'error', human: false });
// Written by a test of this repository.
const settings =
  given === undefined ? undefined : (JSON.parse(given) as Omit<RuntimeOptions, 'roles' | 'compile' | 'log'>);
const runtime = await startRuntime({
  ...sampleRuntime(settings?.projectRoot ?? process.argv[2] ?? '', log),
  ...settings,
});
process.once('SIGTERM', () => void runtime.close());
