import { execFile, execFileSync, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { writeBaseProject } from '../support/base-project.ts';
import { startSluice } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';

const PIPELINE = `name: airports
source: { datasource: exports, path: airports.csv, columns: [iata string, name string] }
sink: { datasource: warehouse, table: airports, mode: overwrite }
`;

const has = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const WAIT = { timeout: 60_000, interval: 50 };

/** Prints every datagram of a Unix socket as a line: Node has none of these. */
const LISTEN = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print('listening', flush=True)
while True:
    state = s.recv(4096).decode().replace('\\n', ' ')
    if not state.startswith('BARRIER'):
        print(state, flush=True)
`;

describe('sluice serve under systemd', () => {
  test.skipIf(!has('systemd-notify') || !has('python3'))('says that it is ready, lives, and stops', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { 'pipelines/airports.yaml': PIPELINE });
    const socket = path.join(folder.path, 'notify');
    const listener = spawn('python3', ['-c', LISTEN, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    listener.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
    try {
      await vi.waitFor(() => expect(told).toContain('listening'), WAIT);
      const env = { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '300000' };
      await using daemon = startSluice(['serve', '--port', '0'], { cwd: folder.path, env });
      await vi.waitFor(() => expect(told.match(/WATCHDOG=1/g)?.length ?? 0).toBeGreaterThan(2), WAIT);
      expect(told).toMatch(/listening\nREADY=1 STATUS=serves at http:\S+\nWATCHDOG=1/);
      daemon.signal('SIGTERM');
      expect((await daemon.ended).code).toBe(0);
      await vi.waitFor(() => expect(told).toContain('STOPPING=1'), WAIT);
    } finally {
      listener.kill('SIGKILL');
    }
  });

  test.skipIf(!has('systemd-analyze'))('has a unit that systemd takes', async () => {
    await using folder = await tempDir();
    const unit = await readFile(new URL('../../deploy/systemd/sluice.service', import.meta.url), 'utf8');
    // the first checkout of a large repository is not begun anew for ever
    expect(unit).toMatch(/^TimeoutStartSec=infinity$/m);
    // a program that is there; what is not known to this systemd would be told
    const file = path.join(folder.path, 'sluice.service');
    await writeFile(file, unit.replace('/usr/local/bin/sluice serve', '/bin/true').replace(/^Documentation=.*\n/m, ''));
    const { stdout, stderr } = await promisify(execFile)('systemd-analyze', ['verify', '--man=no', file]);
    expect(`${stdout}${stderr}`).not.toContain('sluice.service');
  });
});
