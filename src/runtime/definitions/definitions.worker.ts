// The process that compiles large projects: compiling 10,000 pipelines takes seconds in which nothing else gets its turn, and a
// leader that is not heard of for three is none any more.
import { ProjectCompiler } from '../../compiler/index.ts';
import { createSystemClock } from '../observe/index.ts';
import { toPlainFolder, type CompileReply, type CompileRequest, type CompilerSetup } from './compile-reply.ts';

// who starts it gives it
const { compilerOptions, keepAfterMs } = JSON.parse(process.argv[2] ?? '') as CompilerSetup;
const compiler = new ProjectCompiler(compilerOptions);
const clock = createSystemClock();
let rest = new AbortController();

async function keepWhenIdle({ signal }: AbortController): Promise<void> {
  await clock.sleep(keepAfterMs, signal);
  if (!signal.aborted) await compiler.keep();
}

process.on('message', async ({ id, root, known }: CompileRequest) => {
  rest.abort();
  let reply: CompileReply;
  try {
    reply = { id, ...toPlainFolder(await compiler.compile(root), known) };
  } catch (thrown) {
    reply = { id, thrown: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  process.send?.(reply);
  rest = new AbortController();
  void keepWhenIdle(rest);
});

// whoever asked is gone, however it ended
process.on('disconnect', () => process.exit());
