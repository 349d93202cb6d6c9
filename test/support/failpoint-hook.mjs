// Loaded before the program (`node --import`): ends or stops the process at the nth time that it comes to a point. The
// variable SLUICE_TEST_FAILPOINT is `NTH SIGNAL PATTERN`; the file SLUICE_TEST_FAILPOINT_LOG gets a line when it does.
import { appendFileSync } from 'node:fs';

const [, nth, signal, pattern] = /^(\d+) (SIGKILL|SIGSTOP) (.*)$/.exec(process.env.SLUICE_TEST_FAILPOINT ?? '') ?? [];
if (nth !== undefined) {
  const matches = new RegExp(pattern);
  let left = Number(nth);
  globalThis[Symbol.for('sluice.failpoint')] = (point) => {
    if (left === 0 || !matches.test(point)) return;
    left--;
    if (left > 0) return;
    appendFileSync(process.env.SLUICE_TEST_FAILPOINT_LOG, `${signal} ${point}\n`);
    process.kill(process.pid, signal);
  };
}
