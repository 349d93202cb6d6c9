// A daemon in a process of its own, to be killed: node --import tsx daemon.ts ROOT
import { createPinoLog, startRuntime } from '../../../src/runtime/index.ts';
import { sampleRuntime } from './sample-project.ts';

const root = process.argv[2] ?? '';
const runtime = await startRuntime(sampleRuntime(root, createPinoLog({ level: 'info', human: false })));
process.once('SIGTERM', () => void runtime.close());
