// The thread that compiles large projects: compiling 10,000 pipelines takes seconds in which nothing else gets its turn, and a
// leader that is not heard of for three is none any more.
import { parentPort, workerData } from 'node:worker_threads';
import { ProjectCompiler } from '../../compiler/index.ts';
import { createSystemClock } from '../observe/index.ts';
import { toPlainFolder, type CompileReply, type CompileRequest, type CompilerSetup } from './compile-reply.ts';

// the parent gives it
const { compilerOptions, keepAfterMs } = workerData as CompilerSetup;
const compiler = new ProjectCompiler(compilerOptions);
const clock = createSystemClock();
let rest = new AbortController();

async function keepWhenIdle({ signal }: AbortController): Promise<void> {
  await clock.sleep(keepAfterMs, signal);
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
