// Loaded before the program (`node --import`): ends or stops the process at the nth time that it comes to a point. Which one says
// the file that SLUICE_TEST_TRAP names, as `SERIAL NTH SIGNAL PATTERN`; it may come and go while the process runs. The file beside
// it with `.sprung` at its end gets a line when the process was caught.
import { appendFileSync, readFileSync } from 'node:fs';

const file = process.env.SLUICE_TEST_TRAP;
let known = '';
let trap;

if (file !== undefined) {
  globalThis[Symbol.for('sluice.failpoint')] = (point) => {
    const text = textOf(file);
    if (text !== known) {
      known = text;
      trap = parsed(text);
    }
    if (trap === undefined || !trap.pattern.test(point)) return;
    trap.left--;
    if (trap.left > 0) return;
    const { signal } = trap;
    trap = undefined;
    appendFileSync(`${file}.sprung`, `${signal} ${point}\n`);
    process.kill(process.pid, signal);
  };
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function parsed(text) {
  const [, nth, signal, pattern] = /^\d+ (\d+) (SIGKILL|SIGSTOP) (.*)$/.exec(text) ?? [];
  return nth === undefined ? undefined : { left: Number(nth), signal, pattern: new RegExp(pattern) };
}
