import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runLocal } from '../../../../../test/support/local-job.ts';
import { tempDir } from '../../../../../test/support/temp-dir.ts';

const PACKAGE = '@duckdb/node-api';

// The package as it is where the optional dependency was not installed; other files of the same process have it.
beforeEach(() => {
  vi.doMock(PACKAGE, () => {
    throw Object.assign(new Error(`Cannot find package '${PACKAGE}'`), { code: 'ERR_MODULE_NOT_FOUND' });
  });
});
afterEach(() => vi.doUnmock(PACKAGE));

describe('without DuckDB', () => {
  it('moves text files, and names the package where SQL or Parquet needs it', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), 'x\n1\n');
    const source = { connector: 'file', path: 'a.csv' };
    const plain = await runLocal(dir.path, { source, sink: { connector: 'file', path: 'o.json' } });
    expect(plain.observation.state).toBe('succeeded');
    const needing: readonly Parameters<typeof runLocal>[1][] = [
      { source: { ...source, where: 'x = 1' }, sink: { connector: 'file', path: 'p.csv' } },
      { source, transform: 'select * from source', sink: { connector: 'file', path: 'p.csv' } },
      { source, sink: { connector: 'file', path: 'p.parquet', mode: 'overwrite' } },
    ];
    for (const job of needing) {
      const { observation } = await runLocal(dir.path, job);
      expect(observation.reason).toMatchObject({
        code: 'ENGINE_MISCONFIGURED',
        retryable: false,
        help: 'Install the optional package @duckdb/node-api beside Sluice.',
      });
    }
  });
});
