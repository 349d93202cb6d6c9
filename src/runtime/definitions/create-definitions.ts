import { countDefinitions, ProjectCompiler } from '../../compiler/index.ts';
import type { Clock, CompileFolder } from '../ports/index.ts';
import { CompilerProcess } from './compiler-process.ts';

/** For whom, and with what. */
export interface DefinitionsOptions {
  readonly environment: string;
  /** Where the compiler keeps what it knows between processes. */
  readonly cacheFolder: string;
  /** `definitions.worker.js`; undefined = everything is compiled in this process, as where Sluice runs from its sources. */
  readonly compilerProgram?: string;
  /** The compiler's process ends when nobody has asked for so long; default 10 min. */
  readonly idleMs?: number;
  readonly clock: Clock;
}

/** The project's definitions, compiled again and again. */
export interface Definitions {
  readonly compile: CompileFolder;
  close(): Promise<void>;
}

/** So many files are compiled in less time than anybody waits for: 200 to 400 ms at first, measured on Node 20. */
const FILES_IN_THIS_PROCESS = 250;
/** Whoever edits a large project edits on; then its compiler goes. */
const IDLE_MS = 10 * 60_000;

/**
 * Compiles in this process while the project is small, and a large one in a process of its own: seconds in which a leader renews no
 * lease and answers nobody would cost more than a process.
 */
export function createDefinitions({
  environment,
  cacheFolder,
  compilerProgram,
  idleMs = IDLE_MS,
  clock,
}: DefinitionsOptions): Definitions {
  const options = { environment, cacheFolder };
  let here = new ProjectCompiler(options);
  let isBusy = false;
  const apart =
    compilerProgram === undefined
      ? undefined
      : new CompilerProcess({ program: compilerProgram, compilerOptions: options, clock, idleMs });
  return {
    async compile(root, known) {
      // one that is there knows the project: no need to look at every file for whether it is large still
      const isLarge =
        apart !== undefined && (apart.isRunning || (await countDefinitions(root)) > FILES_IN_THIS_PROCESS);
      if (isLarge) return apart.compile(root, known);
      // one that does not end was given up for something newer: what it knows is its own
      if (isBusy) here = new ProjectCompiler(options);
      const compiler = here;
      isBusy = true;
      try {
        return await compiler.compile(root);
      } finally {
        isBusy = compiler !== here && isBusy;
      }
    },
    close: async () => apart?.close(),
  };
}
