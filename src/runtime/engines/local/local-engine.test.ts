import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchRequest, localEngine, localJob, runLocal, untilEnded } from '../../../../test/support/local-job.ts';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import { createScrubber } from '../../secrets/index.ts';

const CSV = { connector: 'file', path: 'a.csv' };

describe('createLocalEngine', () => {
  it('starts a job once, whatever is submitted again, and remembers its end', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), 'x\n1\n');
    const engine = localEngine(dir.path);
    const request = launchRequest(
      localJob({ source: CSV, sink: { connector: 'sqlite', connection: { path: 'w.db' }, table: 't' } }),
    );
    const ref = engine.reserve(request);
    expect(engine.reserve(request)).toEqual(ref);
    expect(await engine.observe(request, ref, () => {})).toMatchObject({ state: 'unknown' });
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    await Promise.all([engine.submit(request, ref, log), engine.submit(request, ref, log)]);
    expect(await untilEnded(engine, request, ref)).toMatchObject({ state: 'succeeded', metrics: { rowsWritten: 1 } });
    await engine.submit(request, ref, log);
    expect(await engine.observe(request, ref, log)).toMatchObject({ state: 'succeeded' });
    expect(lines.filter((line) => line.startsWith('from'))).toHaveLength(1);
    await engine.stop(request, ref);
  });

  it('says lost of a job that another instance ran', async () => {
    const request = launchRequest(localJob({ source: CSV, sink: CSV }));
    const ref = localEngine('/nowhere').reserve(request);
    const observation = await localEngine('/nowhere').observe(request, ref, () => {});
    expect(observation).toMatchObject({ state: 'lost', reason: { code: 'ENGINE_LOST_JOB', retryable: true } });
  });

  it('resolves secrets at launch, fails the launch without them and never prints them', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'secret-file-name.csv'), 'x\n1\n');
    // A secret in a place that errors show: the scrubber has to take it out.
    const path = { $text: [{ hole: { kind: 'secret', provider: 'env', name: 'WHERE' } }] } as const;
    const job = { source: { connector: 'file', path }, sink: { connector: 'file', path: 'o.csv' } };
    await expect(runLocal(dir.path, job)).rejects.toMatchObject({
      code: 'SECRET_MISSING',
      message: 'the secret env/WHERE is not set',
    });
    const { observation, lines } = await runLocal(dir.path, job, { WHERE: 'my-hidden-word.csv' });
    expect(observation.reason?.message).toBe('cannot read ***: there is no such file or folder');
    expect(lines.join('\n')).not.toContain('hidden-word');
    expect(createScrubber().scrub('x')).toBe('x');
  });

  it('fills env references, with their default', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), 'x\n1\n');
    const path = { $text: [{ hole: { kind: 'env', name: 'FILE', fallback: 'a.csv' } }] } as const;
    const { observation } = await runLocal(dir.path, {
      source: { connector: 'file', path },
      sink: { connector: 'file', path: 'o.csv' },
    });
    expect(observation.state).toBe('succeeded');
    const bare = { $text: [{ hole: { kind: 'env', name: 'FILE' } }] } as const;
    await expect(runLocal(dir.path, { source: { connector: 'file', path: bare }, sink: CSV })).rejects.toMatchObject({
      code: 'ENGINE_MISCONFIGURED',
    });
  });

  it('maps columns by from, by name and from constants, and names what the source does not have', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), 'x,y\n1,2\n');
    const columns = [
      { name: 'a', type: 'int32', from: 'y' },
      { name: 'x', type: null, from: 'x' },
      { name: 'seen', type: 'timestamp(0)', value: '2026-01-01 00:00:00' },
    ];
    const good = await runLocal(dir.path, { source: CSV, sink: { connector: 'file', path: 'o.jsonl', columns } });
    expect(good.lines).toContain('columns: y -> a, x, "2026-01-01 00:00:00" -> seen');
    const bad = await runLocal(dir.path, {
      source: CSV,
      sink: { connector: 'file', path: 'o.jsonl', columns: [{ name: 'z', type: null, from: 'z' }] },
    });
    expect(bad.observation.reason).toMatchObject({
      code: 'JOB_FAILED',
      message: 'the source has no column z; it has x, y',
    });
  });

  it('stops everything when it is closed', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), `x\n${'1\n'.repeat(50_000)}`);
    const engine = localEngine(dir.path);
    const request = launchRequest(
      localJob({ source: CSV, sink: { connector: 'file', path: 'o.csv' }, bytesPerSecond: 1000 }),
    );
    const ref = engine.reserve(request);
    await engine.submit(request, ref, () => {});
    await engine.close();
    expect(await engine.observe(request, ref, () => {})).toMatchObject({ state: 'cancelled' });
  });
});
