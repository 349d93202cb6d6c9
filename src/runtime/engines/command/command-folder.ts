import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toOperatingError } from '../../errors.ts';
import { skippedLine, Turns, whereToGoOn } from '../output-window.ts';

/** The longest piece of output that is taken at once, and the longest line. */
const CHUNK_BYTES = 256 * 1024;

/** What is known of one command, in files that outlive the executor. */
export interface CommandFolder {
  readonly path: string;
  /** False when it is there already: the command was started, or is about to be. */
  create(): Promise<boolean>;
  /** Takes the promise to start back. */
  remove(): Promise<void>;
  exists(): Promise<boolean>;
  /** Milliseconds of the wall clock; undefined where there is no such folder. */
  createdAt(): Promise<number | undefined>;
  pid(): Promise<number | undefined>;
  exitCode(): Promise<number | undefined>;
  markStopped(): Promise<void>;
  wasStopped(): Promise<boolean>;
  /** The exit code was there to be written, and a full disk did not take it. */
  lacksExitCode(): Promise<boolean>;
  /**
   * Gives whole lines that were not given before; when `final`, the rest too, and the output goes. Returns how far it came, which is
   * kept in the folder for another executor, where that has room for it.
   *
   * @param from How far it had come; undefined = as the folder says.
   */
  takeLines(final: boolean, from: number | undefined, line: (text: string) => void): Promise<number>;
}

export function commandFolder(workDir: string, id: string): CommandFolder {
  const path = join(workDir, id);
  const output = join(path, 'output');
  return {
    path,
    async create() {
      await mkdir(workDir, { recursive: true, mode: 0o700 });
      try {
        await mkdir(path, { mode: 0o700 });
        return true;
      } catch (thrown) {
        if (await isThere(path)) return false;
        throw toOperatingError(thrown);
      }
    },
    remove: () => rm(path, { recursive: true, force: true }),
    exists: () => isThere(path),
    createdAt: () =>
      stat(path).then(
        (found) => found.birthtimeMs || found.mtimeMs,
        () => undefined,
      ),
    pid: () => readNumber(join(path, 'pid')),
    exitCode: () => readNumber(join(path, 'exit')),
    markStopped: () => writeFile(join(path, 'stop'), ''),
    wasStopped: () => isThere(join(path, 'stop')),
    lacksExitCode: async () => !(await isThere(join(path, 'exit'))) && (await isThere(join(path, 'exit.new'))),
    takeLines: (final, from, line) => takeLines(output, join(path, 'offset'), final, from, line),
  };
}

async function takeLines(
  output: string,
  offsetFile: string,
  final: boolean,
  from: number | undefined,
  line: (text: string) => void,
): Promise<number> {
  let offset = from ?? (await readNumber(offsetFile)) ?? 0;
  if (!(await isThere(output))) return offset;
  const handle = await open(output, 'r');
  try {
    const before = offset;
    const turns = new Turns();
    for (;;) {
      const next = await whereToGoOn(handle, offset);
      if (next > offset) line(skippedLine(next - offset));
      offset = next;
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, offset);
      if (bytesRead === 0) break;
      const text = buffer.subarray(0, bytesRead);
      const end = text.lastIndexOf(10) + 1;
      const taken = end === 0 && (final || bytesRead === CHUNK_BYTES) ? bytesRead : end;
      if (taken === 0) break;
      for (const one of text.subarray(0, taken).toString('utf8').replace(/\n$/, '').split('\n')) {
        line(one);
        await turns.after();
      }
      offset += taken;
    }
    // a full disk: who goes on here knows it all the same, and who adopts the command takes lines twice
    if (offset > before) await writeNumber(offsetFile, offset).catch(() => undefined);
  } finally {
    await handle.close();
  }
  if (final) await rm(output, { force: true });
  return offset;
}

async function readNumber(path: string): Promise<number | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    return /^\d+$/.test(text) ? Number(text) : undefined;
  } catch {
    // Not there (yet): the one reason that is of interest here.
    return undefined;
  }
}

async function writeNumber(path: string, value: number): Promise<void> {
  await writeFile(`${path}.new`, String(value));
  await rename(`${path}.new`, path);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
