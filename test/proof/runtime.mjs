// npm run proof runtime: seeded histories of the whole runtime in one process; then kill -9, SIGSTOP and SIGTERM against
// the built daemon. Nothing is lost and nothing doubled. With `-- --seed N [--trace]`: one history of the simulator.
import { parseArgs } from 'node:util';
import { proveRuntime } from './runtime/prove-runtime.ts';
import { tellHistory } from './simulator/prove-histories.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, trace: { type: 'boolean', default: false } } });
process.exitCode = await (values.seed === undefined ? proveRuntime() : tellHistory(Number(values.seed), values.trace));
