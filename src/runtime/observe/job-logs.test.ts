import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobLogs } from './job-logs.ts';
import { createVirtualClock } from './virtual-clock.ts';

describe('createJobLogs', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-logs-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps lines per attempt, private, with their time, and reads on from an offset', async () => {
    const logs = createJobLogs(folder, createVirtualClock(0));
    logs.append('01RUN', 1, 'hello');
    const first = await logs.read('01RUN', 1, 0);
    expect(first.text).toBe('1970-01-01T00:00:00.000Z hello\n');
    logs.append('01RUN', 1, 'two\nlines 字');
    logs.append('01RUN', 2, 'other attempt');
    const next = await logs.read('01RUN', 1, first.nextOffset);
    expect(next.text).toBe('1970-01-01T00:00:00.000Z two\n1970-01-01T00:00:00.000Z lines 字\n');
    expect(await logs.read('01RUN', 1, next.nextOffset)).toEqual({ text: '', nextOffset: next.nextOffset });
    expect(await logs.attempts('01RUN')).toEqual([1, 2]);
    expect((await stat(join(folder, 'logs/01RUN/1.log'))).mode & 0o777).toBe(0o600);
    await logs.close();
  });

  it('keeps so much of an attempt and no more, and says so once', async () => {
    const logs = createJobLogs(folder, createVirtualClock(0), 1_000);
    for (let line = 0; line < 100; line += 1) logs.append('01RUN', 1, `line ${line} of a job that never stops talking`);
    logs.append('01RUN', 2, 'another attempt');
    const { text } = await logs.read('01RUN', 1, 0);
    expect(text.length).toBeLessThan(1_100);
    expect(text.match(/the log is full/g)).toHaveLength(1);
    expect((await logs.read('01RUN', 2, 0)).text).toContain('another attempt');
    await logs.close();
  });

  it('has nothing for an unknown run and refuses an id that leaves its folder', async () => {
    const logs = createJobLogs(folder, createVirtualClock(0));
    expect(await logs.read('01NONE', 1, 0)).toEqual({ text: '', nextOffset: 0 });
    expect(await logs.attempts('01NONE')).toEqual([]);
    await expect(logs.read('../../etc', 1, 0)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    await logs.close();
  });
});
