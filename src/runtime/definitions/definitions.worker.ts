// The thread that compiles large projects: compiling 10,000 pipelines takes seconds in which nothing else gets its turn, and a
// leader that is not heard of for three is none any more.
import { parentPort, workerData } from 'node:worker_threads';
import { ProjectCompiler } from '../../compiler/index.ts';
import { createSystemClock } from '../observe/index.ts';
import { toPlainFolder, type CompileReply, type CompileRequest } from './compile-reply.ts';

/**
 * Nothing was asked for so long: what came of it is kept for the next process. Keeping 10,000 pipelines takes seconds of a core,
 * which whoever asked needs at first to deploy them.
 */
const KEEP_AFTER_MS = 30_000;

// the parent gives what the compiler takes
const compiler = new ProjectCompiler(workerData as ConstructorParameters<typeof ProjectCompiler>[0]);
const clock = createSystemClock();
let rest = new AbortController();

async function keepWhenIdle({ signal }: AbortController): Promise<void> {
  await clock.sleep(KEEP_AFTER_MS, signal);
  if (!signal.aborted) await compiler.keep();
}

parentPort?.on('message', async ({ id, root, known }: CompileRequest) => {
  rest.abort();
  let reply: CompileReply;
  try {
    reply = { id, ...toPlainFolder(await compiler.compile(root), known) };
  } catch (thrown) {
    reply = { id, thrown: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  parentPort?.postMessage(reply);
  rest = new AbortController();
  void keepWhenIdle(rest);
});
