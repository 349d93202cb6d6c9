import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { withFreePorts } from '../ports.mjs';
import { ensurePrograms, libraryPath, unpackedRootOf } from '../programs.mjs';
import { launch } from '../service-process.mjs';

/** Redis with a password and without persistence: `{ host, port, password }`. */
export async function startRedis(run) {
  const [command] = await ensurePrograms(['redis-server'], run.report);
  const root = unpackedRootOf(command);
  const env = libraryPath(root);
  const password = randomBytes(12).toString('hex');
  return withFreePorts(1, async (port) => {
    // A file, because every user of the machine can read a process's arguments.
    const configuration = join(run.folder, 'redis.conf');
    const lines = [`port ${port}`, 'bind 127.0.0.1', `dir ${run.folder}`, 'save ""', 'appendonly no'];
    writeFileSync(configuration, [...lines, `requirepass ${password}`, ''].join('\n'), { mode: 0o600 });
    const server = launch(run, { name: 'redis', command, args: [configuration], env });
    await server.ready(() => answersPing(port, password));
    return { host: '127.0.0.1', port, password };
  });
}

function answersPing(port, password) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    let answer = '';
    const finish = () => {
      socket.destroy();
      resolve(answer.includes('+PONG'));
    };
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes('+PONG') || answer.includes('-')) finish();
    });
    socket.once('error', finish);
    socket.once('close', finish);
  });
}
