import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toOperatingError } from '../../errors.ts';
import { diskError } from './disk-error.ts';

/**
 * The files of one attempt, in a folder that only its user can enter. While the job runs it holds
 * the job file (with secrets) and what the job prints; after the end only `outcome.json` is left.
 */
export interface AttemptFolder {
  readonly path: string;
  readonly jobFile: string;
  /** The job's own temporary folder: every run leaves tens of megabytes there. */
  readonly temporary: string;
  /** Creates the folder and writes the job file, 0600. Throws DISK_FULL or FILE_UNREADABLE. */
  prepare(job: string): Promise<void>;
  /** Text of a small file; undefined when it is not there. */
  read(name: SmallFile): Promise<string | undefined>;
  /** Replaces a small file in one step, so that a reader never sees half of it. */
  write(name: SmallFile, text: string): Promise<void>;
  /** Milliseconds of the wall clock; undefined when the file is not there. */
  modifiedAt(name: SmallFile): Promise<number | undefined>;
  /** Removes everything that may hold a secret. */
  clean(): Promise<void>;
  /** Where the job's output goes. */
  file(stream: 'stdout' | 'stderr'): string;
}

/**
 * `started`: a supervisor went on; `pid`: its id and start time; `exit`: exit code of the job;
 * `stopping`: why and since when it is being stopped; `failing`: since when an uncaught exception is
 * known; `tailed`: how far output was handed on; `outcome.json`: the last observation.
 */
export type SmallFile = 'started' | 'pid' | 'exit' | 'stopping' | 'failing' | 'tailed' | 'outcome.json';

/** Files that are no longer needed when the outcome is written. */
const LITTER = ['job.json', 'job.json.writing', 'stdout', 'stderr', 'tmp', 'tailed', 'failing', 'nohup.out'];

/** The folder of an attempt under the engine's work folder. Touches nothing. */
export function attemptFolder(workDir: string, name: string): AttemptFolder {
  const path = join(workDir, name);
  const write = async (file: string, text: string): Promise<void> => {
    const fresh = join(path, `${file}.writing`);
    await writeFile(fresh, text, { mode: 0o600 });
    await rename(fresh, join(path, file));
  };
  return {
    path,
    jobFile: join(path, 'job.json'),
    temporary: join(path, 'tmp'),
    file: (stream) => join(path, stream),
    async prepare(job) {
      try {
        await mkdir(join(path, 'tmp'), { recursive: true, mode: 0o700 });
        await chmod(path, 0o700);
        await write('job.json', job);
      } catch (thrown) {
        await rm(join(path, 'job.json.writing'), { force: true }).catch(() => undefined);
        throw diskError(path, thrown);
      }
    },
    async read(file) {
      try {
        return await readFile(join(path, file), 'utf8');
      } catch (thrown) {
        if (isMissing(thrown)) return undefined;
        throw diskError(path, thrown);
      }
    },
    async write(file, text) {
      try {
        await write(file, text);
      } catch (thrown) {
        throw diskError(path, thrown);
      }
    },
    modifiedAt: async (file) =>
      stat(join(path, file)).then(
        (found) => found.mtimeMs,
        (thrown: unknown) => {
          if (isMissing(thrown)) return undefined;
          throw toOperatingError(thrown);
        },
      ),
    async clean() {
      for (const file of LITTER) await rm(join(path, file), { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');
}
