import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HOOK = fileURLToPath(new URL('failpoint-hook.mjs', import.meta.url));

/** A trap for one program: it dies where it comes to a point of the code. */
export interface FailpointTrap {
  /** For the program. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on the program dies at the first point that matches, or at the nth. */
  arm(pattern: RegExp, nth?: number): Promise<void>;
  /** Where it died; empty = it has not. */
  sprung(): Promise<string>;
}

/** @param folder Of the test. */
export function failpointTrap(folder: string, name: string): FailpointTrap {
  const file = path.join(folder, `${name}.trap`);
  let serial = 0;
  return {
    env: { NODE_OPTIONS: `--import=${HOOK}`, SLUICE_TEST_TRAP: file },
    arm: (pattern, nth = 1) => writeFile(file, `${++serial} ${nth} SIGKILL ${pattern.source}`),
    sprung: () => readFile(`${file}.sprung`, 'utf8').catch(() => ''),
  };
}
