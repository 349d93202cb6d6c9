import { appendFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobLogs } from '../ports/index.ts';
import { createJobLogs, type LostLines } from './job-logs.ts';
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

  /** All that a reader gets who asks again and again from `offset` on. */
  async function readAll(logs: JobLogs, attempt: number, offset = 0): Promise<{ text: string; end: number }> {
    let [all, at] = ['', offset];
    for (;;) {
      const { text, nextOffset } = await logs.read('01RUN', attempt, at);
      if (text === '') return { text: all, end: at };
      [all, at] = [all + text, nextOffset];
    }
  }
  const numbersOf = (text: string): number[] => [...text.matchAll(/line (\d+) /g)].map(([, number]) => Number(number));
  const LEFT_OUT = /^\S+Z (\d+) bytes are left out here: of an attempt the beginning and the end are kept$/m;

  it('keeps the beginning and the end of an attempt that prints more than its limit, and says how much is between', async () => {
    const logs = createJobLogs(folder, createVirtualClock(0), { limit: 8_000 });
    const line = (number: number): string => `line ${number} of a job that never stops talking`;
    for (let number = 0; number < 1_000; number += 1) logs.append('01RUN', 1, line(number));
    logs.append('01RUN', 2, 'another attempt');
    const { text, end } = await readAll(logs, 1);
    const numbers = numbersOf(text);
    expect(numbers[0]).toBe(0);
    expect(numbers.at(-1)).toBe(999);
    const [, bytes] = LEFT_OUT.exec(text) ?? [];
    expect(text.match(/left out/g)).toHaveLength(1);
    // all that was printed is what was read, and what it says was left out
    const told = text
      .split('\n')
      .filter((each) => !LEFT_OUT.test(each))
      .join('\n');
    expect(told.length + Number(bytes)).toBe(end);
    const gaps = numbers.filter((number, index) => index > 0 && number !== (numbers[index - 1] ?? 0) + 1);
    expect(gaps).toHaveLength(1);
    expect(told.length).toBeLessThanOrEqual(8_000 + 200);
    expect(told.length).toBeGreaterThan(6_000);
    expect((await readAll(logs, 2)).text).toContain('another attempt');
    expect(await logs.attempts('01RUN')).toEqual([1, 2]);
    await logs.close();
  });

  it('tells who follows each line once, or how many bytes were gone before it was read', async () => {
    const logs = createJobLogs(folder, createVirtualClock(0), { limit: 4_000 });
    let [heard, at] = ['', 0];
    const hear = async (): Promise<void> => {
      const { text, end } = await readAll(logs, 1, at);
      [heard, at] = [heard + text, end];
    };
    for (let number = 0; number < 500; number += 1) {
      logs.append('01RUN', 1, `line ${number} `);
      if (number % 7 === 0) await hear();
    }
    await hear();
    // a reader that keeps up misses nothing, however often the files change under it
    expect(numbersOf(heard)).toEqual(Array.from({ length: 500 }, (_, number) => number));
    const late = await readAll(logs, 1, 1_000);
    expect(late.text).toMatch(LEFT_OUT);
    expect(late.end).toBe(at);
    await logs.close();
  });

  it('goes on where another process stopped, in the file that it left and at the place that readers know', async () => {
    const before = createJobLogs(folder, createVirtualClock(0), { limit: 4_000 });
    for (let number = 0; number < 300; number += 1) before.append('01RUN', 1, `line ${number} `);
    const { end } = await readAll(before, 1);
    await before.close();
    const after = createJobLogs(folder, createVirtualClock(0), { limit: 4_000 });
    for (let number = 300; number < 310; number += 1) after.append('01RUN', 1, `line ${number} `);
    expect(numbersOf((await readAll(after, 1, end)).text)).toEqual([300, 301, 302, 303, 304, 305, 306, 307, 308, 309]);
    await after.close();
  });

  it('goes on after a line that was cut, and says which lines a disk did not take', async () => {
    const lost: LostLines[] = [];
    const logs = createJobLogs(folder, createVirtualClock(0), { onLost: (each) => lost.push(each) });
    logs.append('01RUN', 1, 'first');
    await logs.read('01RUN', 1, 0);
    await appendFile(join(folder, 'logs/01RUN/1.log'), '1970-01-01T00:00:00.000Z cut');
    await logs.close();
    const again = createJobLogs(folder, createVirtualClock(0), { onLost: (each) => lost.push(each) });
    again.append('01RUN', 1, 'second');
    expect((await readAll(again, 1)).text.split('\n').map((each) => each.slice(25))).toEqual([
      'first',
      'cut',
      'second',
      '',
    ]);
    // a folder that is a file takes nothing
    await rename(join(folder, 'logs'), join(folder, 'kept'));
    await writeFile(join(folder, 'logs'), '');
    for (const line of ['lost', 'lost too']) {
      again.append('01OTHER', 1, line);
      await again.read('01RUN', 1, 0).catch(() => undefined);
    }
    await rm(join(folder, 'logs'));
    again.append('01OTHER', 1, 'there again');
    expect((await again.read('01OTHER', 1, 0)).text).toMatch(
      / 2 lines are missing here: the disk did not take them \(E\w+\)\n.* there again\n$/,
    );
    expect(lost).toEqual([{ run: '01OTHER', attempt: 1, code: expect.stringMatching(/^E/) }]);
    await again.close();
  });

  it('says of lines that were printed in one go only those missing that are', async () => {
    // 30 bytes a line, of which four are more than the first file takes
    const logs = createJobLogs(folder, createVirtualClock(0), { limit: 400 });
    logs.append('01RUN', 1, 'one.');
    await logs.read('01RUN', 1, 0);
    const next = join(folder, 'logs/01RUN/1.120.log');
    // a folder takes no lines
    await mkdir(next);
    const printed = async (lines: string): Promise<void> => {
      logs.append('01RUN', 1, lines);
      await logs.attempts('01RUN');
    };
    await printed('two.\nthr.\nfour\nfive\nsix.');
    await printed('sev.');
    await rm(next, { recursive: true });
    await printed('eigh');
    expect((await readAll(logs, 1)).text.split('\n').map((each) => each.slice(25))).toEqual([
      'one.',
      'two.',
      'thr.',
      'four',
      '3 lines are missing here: the disk did not take them (EISDIR)',
      'eigh',
      '',
    ]);
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
