import { expect, test } from 'vitest';
import { judgeEnd, type LauncherEnd } from './judge-end.ts';

const RULER = '*'.repeat(45);

function table(counters: Readonly<Record<string, string | number>>): string {
  const rows = Object.entries(counters).map(([name, value]) => `${name.padEnd(20)}|  ${value}`);
  return [RULER, ...rows, RULER, ''].join('\n');
}

function end(over: Partial<LauncherEnd>): LauncherEnd {
  return {
    exitCode: 0,
    stdout: '',
    stderr: '',
    stopped: undefined,
    errorLimit: { rows: 0, percent: undefined },
    countsRefusedAsWritten: true,
    ...over,
  };
}

const DENIED = `Exception in thread "main" org.apache.flink.runtime.client.JobExecutionException: Job execution failed.
\tat com.dtstack.flinkx.Main.main(Main.java:105)
Caused by: java.sql.SQLException: Access denied for user 'u'@'localhost' (using password: YES)
\t... 12 more
`;

test('exit code 0 with a clean table is success with counters and cursor', () => {
  const stdout = table({ numRead: 5000, numWrite: 5000, nErrors: 0, byteRead: 297902, endLocation: 5000 });
  expect(judgeEnd(end({ stdout }))).toEqual({
    state: 'succeeded',
    metrics: { rowsRead: 5000, rowsWritten: 5000, rowsRefused: 0, bytesRead: 297902 },
    cursor: '5000',
  });
});

test('refused rows above the limit fail the run though the exit code is 0, and 1.11 counts them as written', () => {
  // Seen: 12 duplicates, record 100: exit code 0, numWrite 12, nErrors 12.
  const stdout = table({ numRead: 12, numWrite: 12, nErrors: 12, endLocation: 12 });
  expect(judgeEnd(end({ stdout }))).toMatchObject({
    state: 'failed',
    reason: { code: 'ROWS_REFUSED', retryable: false },
  });
  expect(judgeEnd(end({ stdout }))).not.toHaveProperty('cursor');
  const within = judgeEnd(end({ stdout, errorLimit: { rows: 100, percent: undefined } }));
  expect(within).toEqual({
    state: 'succeeded',
    metrics: { rowsRead: 12, rowsWritten: 0, rowsRefused: 12 },
    cursor: '12',
  });
});

test('no position seen moves no cursor', () => {
  const stdout = table({ numRead: 0, numWrite: 0, nErrors: 0, endLocation: -2147483648 });
  expect(judgeEnd(end({ stdout }))).toEqual({
    state: 'succeeded',
    metrics: { rowsRead: 0, rowsWritten: 0, rowsRefused: 0 },
  });
});

test('exit code 0 without a whole table is a failure that is not retried', () => {
  expect(judgeEnd(end({ stdout: 'started in the background\n' }))).toMatchObject({
    state: 'failed',
    reason: { code: 'ENGINE_FAILED', retryable: false },
  });
});

test('a wrong password is told apart from other exceptions', () => {
  expect(judgeEnd(end({ exitCode: 1, stderr: DENIED }))).toMatchObject({
    state: 'failed',
    reason: { code: 'SECRET_REFUSED', retryable: false, message: expect.stringContaining('Access denied') as string },
  });
  expect(
    judgeEnd(end({ exitCode: 1, stderr: 'Exception in thread "main" java.lang.NullPointerException\n\tat a.B\n' })),
  ).toMatchObject({
    reason: { code: 'JOB_FAILED', retryable: true, message: 'NullPointerException' },
  });
});

test('a launcher that hung after a failure failed, whatever ended it', () => {
  const stderr = `Exception in thread "main" a.JobExecutionException: Job execution failed.
Caused by: com.dtstack.flinkx.exception.WriteRecordException: WritingRecordError: error writing record [1] exceed limit [0]
row,of,data
\tat a.B
`;
  const judged = judgeEnd(end({ exitCode: undefined, stderr, stopped: 'hang' }));
  expect(judged).toMatchObject({ state: 'failed', reason: { code: 'ROWS_REFUSED', retryable: false } });
  expect(JSON.stringify(judged)).not.toContain('row,of,data');
});

test('a killed process failed and may be retried; a cancelled one is cancelled', () => {
  expect(judgeEnd(end({ exitCode: 137 }))).toMatchObject({
    state: 'failed',
    reason: { code: 'ENGINE_FAILED', message: expect.stringContaining('signal 9') as string, retryable: true },
  });
  expect(judgeEnd(end({ exitCode: undefined }))).toMatchObject({ state: 'failed', reason: { retryable: true } });
  expect(judgeEnd(end({ exitCode: 143, stopped: 'cancel' }))).toMatchObject({
    state: 'cancelled',
    reason: { code: 'JOB_CANCELLED' },
  });
});

test('a job that finished just before it was cancelled has succeeded', () => {
  const stdout = table({ numRead: 1, numWrite: 1, nErrors: 0 });
  expect(judgeEnd(end({ stdout, stopped: 'cancel' })).state).toBe('succeeded');
});

test('options that the launcher does not know, and a launcher that is not there, are misconfigurations', () => {
  const stderr =
    'Exception in thread "main" org.apache.commons.cli.UnrecognizedOptionException: Unrecognized option: -jobType\n\tat a.B\n';
  expect(judgeEnd(end({ exitCode: 1, stderr }))).toMatchObject({
    reason: { code: 'ENGINE_MISCONFIGURED', retryable: false },
  });
  const java =
    'Error: Could not find or load main class com.dtstack.flinkx.launcher.Launcher\nCaused by: java.lang.ClassNotFoundException: x\n';
  expect(judgeEnd(end({ exitCode: 1, stderr: java }))).toMatchObject({ reason: { code: 'ENGINE_MISCONFIGURED' } });
  expect(judgeEnd(end({ exitCode: 127 }))).toMatchObject({ reason: { code: 'ENGINE_MISCONFIGURED' } });
});
