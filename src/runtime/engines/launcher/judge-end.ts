import type { Observation } from '../../ports/index.ts';
import { accessDeniedReason, isAccessDenied } from '../access-denied.ts';
import { exceptionReason } from './exception-reason.ts';
import { type CounterRules, counterMetrics, judgeCounters } from './judge-counters.ts';
import { findResultTable } from './result-table.ts';
import { uncaughtException } from './uncaught-exception.ts';

/** How an ended launcher process is seen from outside. */
export interface LauncherEnd extends CounterRules {
  /** Undefined: it vanished without one. Above 128: killed by a signal, as a shell counts. */
  readonly exitCode: number | undefined;
  /** The last part of each, enough for the table and the exception. */
  readonly stdout: string;
  readonly stderr: string;
  /** We asked it to end: somebody cancelled the run, or it hung after a failure. */
  readonly stopped: 'cancel' | 'hang' | undefined;
}

/** What java itself says, before any code of the launcher runs. */
const JAVA_REFUSAL = /^Error: (?:Could not (?:find or load main class|create the Java Virtual Machine)|A JNI error)/;

type Reason = NonNullable<Observation['reason']>;

/**
 * What the end of a launcher means. The exit code alone says little: FlinkX 1.11 exits 0 with failed rows and hangs
 * after failures, so result table and uncaught exception decide with it.
 */
export function judgeEnd(end: LauncherEnd): Observation {
  const table = findResultTable(end.stdout);
  const metrics = table === undefined ? {} : counterMetrics(table, end);
  const exception = uncaughtException(end.stderr);
  const { exitCode } = end;
  const failed = (reason: Reason): Observation => ({
    state: 'failed',
    metrics,
    reason: exitCode === undefined ? reason : { ...reason, exitCode },
  });

  if (exception === undefined && table !== undefined && (end.exitCode === 0 || end.exitCode === undefined)) {
    return judgeCounters(table, end);
  }
  if (end.stopped === 'cancel') {
    return {
      state: 'cancelled',
      metrics,
      reason: { code: 'JOB_CANCELLED', message: 'The job was cancelled', retryable: false },
    };
  }
  if (exception !== undefined) return failed(withHang(exceptionReason(exception), end));
  if (end.exitCode === undefined || end.exitCode > 128) {
    const how = end.exitCode === undefined ? 'vanished' : `was killed by signal ${end.exitCode - 128}`;
    return failed({ code: 'ENGINE_FAILED', message: `The launcher's process ${how}`, retryable: true });
  }
  const refusedByJava = end.stderr.split('\n').find((line) => JAVA_REFUSAL.test(line));
  if (refusedByJava !== undefined) {
    return failed({
      code: 'ENGINE_MISCONFIGURED',
      message: `Java did not start the launcher: ${refusedByJava.trim()}`,
      help: "Check the jars under the engine's home, and which Java is used.",
      retryable: false,
    });
  }
  if (end.exitCode === 126 || end.exitCode === 127) {
    return failed({
      code: 'ENGINE_MISCONFIGURED',
      message: end.exitCode === 126 ? 'The launcher cannot be executed' : 'The launcher was not found',
      help: "Check the engine's script or home, and JAVA_HOME, on this executor.",
      retryable: false,
    });
  }
  if (end.exitCode !== 0) {
    if (isAccessDenied(end.stderr + end.stdout)) return failed(accessDeniedReason(lastLine(end.stderr)));
    return failed({
      code: 'JOB_FAILED',
      message: `The launcher ended with exit code ${end.exitCode}: ${lastLine(end.stderr)}`,
      retryable: true,
    });
  }
  return failed({
    code: 'ENGINE_FAILED',
    message: 'The launcher ended with exit code 0 and printed no whole result table',
    help: 'A start script must wait for the job and pass its output on; rows may have been written.',
    // A script that does not wait has left a job running: another start would be a second one.
    retryable: false,
  });
}

function withHang(reason: Reason, { stopped }: LauncherEnd): Reason {
  if (reason.code !== 'JOB_FAILED' || stopped !== 'hang') return reason;
  return { ...reason, message: `${reason.message} (the launcher hung after it and was killed)` };
}

function lastLine(text: string): string {
  const line = text.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? 'it printed no error' : line.slice(0, 500);
}
