import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CompiledFolder } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import type { Clock, CompileFolder, Log, ReadRequest, Source } from '../../ports/index.ts';
import { watchFolder } from './watch-folder.ts';

export interface FolderSourceOptions {
  readonly root: string;
  readonly compile: CompileFolder;
  readonly clock: Clock;
  readonly log: Log;
  /** Default 100 ms. */
  readonly debounceMs?: number;
  /** Default 500 ms. */
  readonly pollIntervalMs?: number;
  /** For network file systems; default: only when the system cannot watch. */
  readonly usePolling?: boolean;
}

/** A stream of saves is compiled at least this often, so that an edit is picked up within a second. */
const LONGEST_DEBOUNCE_MS = 500;

/** Desired state from a folder on disk. */
export function createFolderSource(options: FolderSourceOptions): Source {
  const root = resolve(options.root);
  return {
    kind: 'folder',
    async read(request) {
      await access(root, constants.R_OK | constants.X_OK).catch((thrown: unknown) => {
        throw new OperatingError('SOURCE_UNREADABLE', 'the project folder cannot be read', {
          retryable: true,
          cause: thrown,
          help: 'check that the folder exists and that this user may read it',
        });
      });
      // the bytes that are compiled are those that the revision names; of what changes later the watch tells
      return compile(options, root, request);
    },
    watch: (signal, changed) =>
      watchFolder(
        {
          root,
          clock: options.clock,
          log: options.log,
          debounceMs: options.debounceMs ?? 100,
          longestMs: LONGEST_DEBOUNCE_MS,
          pollIntervalMs: options.pollIntervalMs ?? 500,
          usePolling: options.usePolling ?? false,
        },
        signal,
        changed,
      ),
  };
}

async function compile(
  options: FolderSourceOptions,
  root: string,
  { known }: ReadRequest = {},
): Promise<CompiledFolder> {
  try {
    return await options.compile(root, known);
  } catch (thrown) {
    if (thrown instanceof OperatingError) throw thrown;
    throw new OperatingError('SOURCE_UNREADABLE', 'the project could not be compiled', {
      retryable: true,
      cause: thrown,
    });
  }
}
