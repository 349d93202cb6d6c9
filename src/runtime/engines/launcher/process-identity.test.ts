import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { isAlive, readIdentity, signalGroup } from './process-identity.ts';

test('readIdentity finds the start time after a name with spaces and parentheses', () => {
  const stat = '4711 (a (b) c) S 1 4711 4711 0 -1 4194304 110 0 0 0 0 0 0 0 20 0 1 0 987654 2560000';
  expect(readIdentity(`4711 ${stat}`)).toEqual({ pid: 4711, startedAt: '987654' });
  expect(readIdentity('4711')).toEqual({ pid: 4711, startedAt: undefined });
  expect(readIdentity('')).toBeUndefined();
  expect(readIdentity('1 (init)')).toBeUndefined();
});

test.skipIf(process.platform !== 'linux')('isAlive tells a process from another with its id', async () => {
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  await new Promise((spawned) => child.once('spawn', spawned));
  const pid = child.pid ?? 0;
  const identity = readIdentity(`${pid} ${await readFile(`/proc/${pid}/stat`, 'utf8')}`);
  if (identity === undefined) throw new Error('the identity was not read');
  const ended = new Promise((exited) => child.once('exit', exited));
  try {
    expect(await isAlive(identity)).toBe(true);
    expect(await isAlive({ pid, startedAt: '1' })).toBe(false);
  } finally {
    expect(signalGroup(identity, 'SIGKILL')).toBe(true);
  }
  await ended;
  expect(await isAlive(identity)).toBe(false);
  expect(signalGroup(identity, 0)).toBe(false);
});
