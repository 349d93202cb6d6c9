import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CompilationResult } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import type { Clock, Log, Source } from '../../ports/index.ts';
import { digestFolder } from './folder-digest.ts';
import { watchFolder } from './watch-folder.ts';

export interface FolderSourceOptions {
  readonly root: string;
  /** Compiles the project at this root; users' mistakes are in the result, never thrown. */
  readonly compile: (root: string) => Promise<CompilationResult>;
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
/** How often a read starts over because files changed under it. */
const READ_AGAIN = 3;

/** Desired state from a folder on disk. */
export function createFolderSource(options: FolderSourceOptions): Source {
  const root = resolve(options.root);
  return {
    kind: 'folder',
    async read() {
      await access(root, constants.R_OK | constants.X_OK).catch((thrown: unknown) => {
        throw new OperatingError('SOURCE_UNREADABLE', 'the project folder cannot be read', {
          retryable: true,
          cause: thrown,
          help: 'check that the folder exists and that this user may read it',
        });
      });
      let revision = await digestFolder(root);
      for (let round = 1; ; round++) {
        const compilation = await compile(options, root);
        const after = await digestFolder(root);
        // Files that changed while they were compiled may be a mix of two states: look again.
        if (after === revision || round === READ_AGAIN) return { revision: after, compilation };
        revision = after;
      }
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

async function compile(options: FolderSourceOptions, root: string): Promise<CompilationResult> {
  try {
    return await options.compile(root);
  } catch (thrown) {
    if (thrown instanceof OperatingError) throw thrown;
    throw new OperatingError('SOURCE_UNREADABLE', 'the project could not be compiled', {
      retryable: true,
      cause: thrown,
    });
  }
}
