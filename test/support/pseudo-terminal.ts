import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/**
 * Runs the built `sluice COMMAND` on a pseudo terminal (util-linux `script`), and types each answer when its question is there. What
 * the terminal showed, `code N` at its end.
 */
export async function typed(
  command: string,
  cwd: string,
  answers: readonly (readonly [RegExp, string])[],
): Promise<string> {
  const line = `stty cols 100 rows 30; ${process.execPath} ${PROGRAM} ${command}; echo code $?`;
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'], TERM: 'xterm', LANG: 'C.UTF-8', TZ: 'Asia/Shanghai' },
  });
  let shown = '';
  const waiting = [...answers];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    shown += chunk;
    const [question, answer] = waiting[0] ?? [];
    if (question === undefined || answer === undefined || !question.test(shown)) return;
    waiting.shift();
    child.stdin.write(answer);
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const giveUp = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(giveUp);
  return shown;
}
