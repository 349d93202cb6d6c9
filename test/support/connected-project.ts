import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compileProject, type CompilationResult, type LocatedDiagnostic } from '../../src/compiler/index.ts';
import { createSystemClock, judge, lookAtDatasources } from '../../src/runtime/index.ts';
import { checkConnected } from '../../src/cli/commands/check-connect.ts';
import { Terminal } from '../../src/cli/terminal.ts';
import { wordsOf } from '../../src/message/index.ts';
import { tempDir } from './temp-dir.ts';
import { writeFiles } from './write-files.ts';

/** A project on real systems, and what `sluice check --connect` says of it. */
export interface ConnectedProject extends AsyncDisposable {
  readonly root: string;
  check(options?: { readonly write?: boolean; readonly only?: string }): Promise<{
    readonly result: CompilationResult;
    readonly codes: readonly string[];
    readonly changes: readonly string[];
    /** Everything that a person would read. */
    readonly text: string;
  }>;
  write(file: string, text: string): Promise<void>;
}

export async function connectedProject(files: Readonly<Record<string, string>>): Promise<ConnectedProject> {
  const folder = await tempDir();
  await writeFiles(folder.path, files);
  const root = folder.path;
  return {
    root,
    async check({ write = true, only } = {}) {
      const terminal = new Terminal({ quiet: true });
      const covers = (file: string): boolean => only === undefined || file === only;
      const { result, changes } = await checkConnected({ root, options: {}, covers, write, terminal });
      return {
        result,
        codes: result.diagnostics.map(({ code }) => code),
        changes: changes.map(({ file, change }) => `${file}: ${wordsOf(change)}`),
        text: result.diagnostics.map(textOf).join('\n'),
      };
    },
    write: (file, text) => writeFile(path.join(root, file), text),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** As `check()`, with other limits of time than a person waits for. */
export async function lookQuickly(
  root: string,
  environment: NodeJS.ProcessEnv,
  limits: { readonly connectMs: number; readonly totalMs: number },
): Promise<readonly LocatedDiagnostic[]> {
  const { nodes = [] } = await compileProject(root);
  const looks = await lookAtDatasources({ root, pipelines: nodes, environment, clock: createSystemClock(), limits });
  const { diagnostics } = await compileProject(root, {
    judge: (pipelines) => judge({ root, pipelines, ...looks }),
  });
  return diagnostics;
}

function textOf({ file, code, message, notes, help = '', labels }: LocatedDiagnostic): string {
  return [`${file} ${code} ${message}`, ...labels.map((label) => label.message), ...notes, help].join('\n  ');
}
