import { DatabaseSync } from '@photostructure/sqlite';
import { OperatingError } from '../../errors.ts';
import { classifySqliteFailure } from './sqlite-failure.ts';

/** How long a daemon that writes is waited for. */
const PATIENCE_MS = 30_000;

/** Copies a database, compacted, as one reader sees it; the copy is asked whether it is sound. Throws as opening a store does. */
export function copySqliteStore(from: string, to: string): void {
  try {
    const source = new DatabaseSync(from, { timeout: PATIENCE_MS });
    try {
      source.prepare('vacuum into ?').run(to);
    } finally {
      source.close();
    }
    const copy = new DatabaseSync(to, { readOnly: true });
    try {
      const found: unknown = copy.prepare('pragma integrity_check').get();
      // `as` because the pragma has this one column.
      const { integrity_check: verdict } = found as { readonly integrity_check: string };
      if (verdict !== 'ok')
        throw new OperatingError('STORE_UNREACHABLE', `the copy ${to} is not sound: ${verdict}`, {
          retryable: false,
          help: 'look into the log of the operating system for errors of the disk',
        });
    } finally {
      copy.close();
    }
  } catch (thrown) {
    throw classifySqliteFailure(thrown, from).error;
  }
}
