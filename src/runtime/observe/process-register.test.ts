import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDeadHere, processIdentity, registerProcess } from './process-register.ts';

describe('registerProcess', () => {
  it('finds the dead of this host only, and strikes them off', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-register-'));
    const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    const ended = `${hostname()}:${child.pid}:12345`;
    await once(child, 'exit');
    const elsewhere = 'another-host:1:1';
    await mkdir(join(folder, 'processes'));
    for (const name of [ended, elsewhere]) await writeFile(join(folder, 'processes', encodeURIComponent(name)), '');
    const own = processIdentity();
    const register = await registerProcess(folder, own);
    expect(register.dead).toEqual([ended]);
    const names = async (): Promise<string[]> =>
      (await readdir(join(folder, 'processes'))).map((name) => decodeURIComponent(name)).sort();
    expect(await names()).toEqual([elsewhere, own].sort());
    await register.leave();
    expect(await names()).toEqual([elsewhere]);
    await rm(folder, { recursive: true });
  });
});

describe('isDeadHere', () => {
  it('does not take a process for dead that lives, nor one whose id was given again for alive', () => {
    expect(isDeadHere(processIdentity())).toBe(false);
    expect(isDeadHere(`${hostname()}:${process.pid}:1`)).toBe(process.platform === 'linux');
    expect(isDeadHere('nonsense')).toBe(false);
  });
});
