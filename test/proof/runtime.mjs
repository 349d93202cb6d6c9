// npm run proof runtime: kill -9, SIGSTOP and SIGTERM against the built daemon; nothing is lost and nothing doubled.
import { proveRuntime } from './runtime/prove-runtime.ts';

process.exitCode = await proveRuntime();
