import { open } from 'node:fs/promises';
import type { JobLog } from '../../ports/index.ts';
import { skippedLine, Turns, whereToGoOn } from '../output-window.ts';
import type { AttemptFolder } from './attempt-folder.ts';

const CHUNK_BYTES = 1 << 20;
/** Longer lines are handed on in pieces. Not shorter: a secret that lies across a cut would not be found. */
const LONGEST_LINE_BYTES = CHUNK_BYTES;
const NEWLINE = 10;

/**
 * Hands on what the job has printed since the last call, line by line, and keeps the position in the
 * folder, so that another executor goes on where this one stopped (a line may come twice, never not at all).
 *
 * @param toTheEnd with an ended job: everything, a last line without an end included.
 * @param known Positions of this process by folder: what was handed on is not handed on again where the folder takes no position.
 */
export async function tailOutput(
  folder: AttemptFolder,
  log: JobLog,
  toTheEnd: boolean,
  known: Map<string, string> = new Map(),
): Promise<void> {
  const before = known.get(folder.path) ?? (await folder.read('tailed')) ?? '';
  const positions = readPositions(before);
  for (const name of ['stdout', 'stderr'] as const) {
    positions[name] = await tailFile(folder.file(name), positions[name], log, toTheEnd);
  }
  const after = `${positions.stdout} ${positions.stderr}`;
  if (after === before) return;
  known.set(folder.path, after);
  // a full disk: who goes on here knows it all the same
  await folder.write('tailed', after).catch(() => undefined);
}

/** The last bytes of a file as text; empty when it is not there. */
export async function readTail(file: string, bytes: number): Promise<string> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, bytes));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}

/** One chunk per call while the job runs, so that a job that prints megabytes holds nothing up. */
async function tailFile(file: string, from: number, log: JobLog, toTheEnd: boolean): Promise<number> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return from;
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES);
    let position = from;
    const turns = new Turns();
    for (;;) {
      const next = await whereToGoOn(handle, position);
      if (next > position) log(skippedLine(next - position));
      position = next;
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, position);
      if (bytesRead === 0) return position;
      const last = toTheEnd && bytesRead < CHUNK_BYTES;
      const taken = await handOn(buffer.subarray(0, bytesRead), log, last, turns);
      position += taken;
      if (!toTheEnd || taken === 0) return position;
    }
  } finally {
    await handle.close();
  }
}

/** Hands on whole lines and returns how many bytes they were. */
async function handOn(bytes: Buffer, log: JobLog, last: boolean, turns: Turns): Promise<number> {
  let from = 0;
  while (from < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, from);
    const rest = bytes.length - from;
    if (newline === -1 && !last && rest < LONGEST_LINE_BYTES) break;
    const to = Math.min(newline === -1 ? bytes.length : newline, from + LONGEST_LINE_BYTES);
    log(bytes.subarray(from, to).toString('utf8').replace(/\r$/, ''));
    from = to === newline ? to + 1 : to;
    await turns.after();
  }
  return from;
}

function readPositions(text: string | undefined): { stdout: number; stderr: number } {
  const [stdout, stderr] = (text ?? '').split(' ').map(Number);
  return {
    stdout: Number.isSafeInteger(stdout) ? (stdout ?? 0) : 0,
    stderr: Number.isSafeInteger(stderr) ? (stderr ?? 0) : 0,
  };
}
