import { catalogueOf, say } from '../../message/index.ts';
import { runTests, writeUpdates, type RunTestsOptions, type TestRun, type UpdatedFile } from '../../testing/index.ts';
import { EXIT, FailedOperation, UsageError, type ExitCode } from '../exit-code.ts';
import { pathInProject } from '../path-in-project.ts';
import { cacheFolder, existingProject } from '../project-root.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { emitTestRun, TEST_FORMATS } from '../views/test-report.ts';
import { TestView } from '../views/test-view.ts';

interface TestFlags extends GlobalFlags {
  readonly filter?: string;
  readonly update?: boolean;
  readonly watch?: boolean;
}

/** `sluice test [paths]`: the author's own tests. With `--watch`, again after each change, until ctrl-c. */
export async function testCommand(flags: TestFlags, paths: string[]): Promise<number> {
  const terminal = new Terminal(flags, TEST_FORMATS);
  const root = existingProject(flags);
  const view = new TestView(root, terminal, await catalogueOf(terminal.language));
  const options: RunTestsOptions = {
    root,
    paths: paths.map((given) => pathInProject(root, given)),
    environment: flags.env ?? 'default',
    cacheFolder: cacheFolder(root),
    language: terminal.language,
    now: () => performance.now(),
    ...(flags.filter === undefined ? {} : { filter: flags.filter }),
  };
  if (flags.watch === true) {
    if (flags.update === true)
      throw new UsageError(say`--watch and --update do not go together`, say`run --update once`);
    const { watchTests } = await import('../watch-tests.ts');
    return watchTests(options, view);
  }
  const { run, updated } = flags.update === true ? await updating(options, view) : await once(options, view);
  await emitTestRun(run, updated, root, terminal);
  return exitOf(run);
}

async function once(
  options: RunTestsOptions,
  view: TestView,
): Promise<{ readonly run: TestRun; readonly updated: readonly UpdatedFile[] }> {
  const run = await runTests({ ...options, onCase: (result) => view.showCase(result) });
  view.showEnd(run);
  return { run, updated: [] };
}

/** Writes what is so, then runs again: what no update could mend is left to be seen. */
async function updating(options: RunTestsOptions, view: TestView): ReturnType<typeof once> {
  const before = await runTests(options);
  let updated: readonly UpdatedFile[];
  try {
    updated = await writeUpdates(options.root, before);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailedOperation(say`cannot write a test file: ${reason}`, say`make it writable, and run again`, error);
  }
  view.showUpdated(updated);
  const { run } = await once(options, view);
  return { run, updated };
}

function exitOf({ cases, diagnostics }: TestRun): ExitCode {
  const failed = cases.some(({ status }) => status === 'failed');
  return failed || diagnostics.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.done;
}
