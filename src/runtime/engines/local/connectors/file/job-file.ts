import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatingError } from '../../../../errors.ts';
import { fileError } from '../../file-errors.ts';
import type { JobContext } from '../../job-context.ts';
import { resolveJobPath } from '../../paths.ts';
import type { JobSink, JobSource } from '../../resolved-job.ts';

/** A file of a job: where it is, and how messages name it. */
export interface JobFile {
  readonly path: string;
  readonly shown: string;
}

/** The file that a source or sink names, below its datasource's folder if it has one. */
export function filePath(side: JobSource | JobSink, context: JobContext): JobFile {
  const { path, connection } = side;
  if (path === undefined) {
    throw new OperatingError('ENGINE_REFUSED', 'the file source or sink names no path', { retryable: false });
  }
  const folder = typeof connection['path'] === 'string' ? connection['path'] : undefined;
  const shown = folder === undefined ? path : join(folder, path);
  return { path: resolveJobPath(context.projectRoot, folder, path), shown };
}

/** Throws FILE_UNREADABLE naming the file and why. */
export async function checkReadable(file: JobFile): Promise<void> {
  try {
    await access(file.path, constants.R_OK);
  } catch (thrown) {
    throw fileError(thrown, file.shown, 'read');
  }
}
