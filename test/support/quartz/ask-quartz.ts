import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { tempDir } from '../temp-dir.ts';

/** The two generations of Quartz that a cron may be read by: 2.3.2 and 2.5.2. */
export type QuartzVersion = 'quartz-2.3' | 'quartz-2.5';

export interface QuartzQuestion {
  readonly expression: string;
  readonly timeZone: string;
  /** UTC milliseconds. */
  readonly after: number;
  readonly count: number;
}

/** The fires after that time, fewer where there are no more; `undefined` where Quartz refuses the expression. */
export type QuartzAnswer = readonly number[] | undefined;

interface Jdk {
  readonly javac: string;
  readonly java: string;
  readonly classPaths: Readonly<Record<QuartzVersion, string>>;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Asks Quartz itself, in a JVM of its own. Throws where that ends before it has answered everything. */
export async function askQuartz(
  version: QuartzVersion,
  questions: readonly QuartzQuestion[],
): Promise<readonly QuartzAnswer[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [here('../../../stack/quartz-jars.mjs')]);
  const jdk = JSON.parse(stdout) as Jdk; // printed by the program above
  await using classes = await tempDir();
  const classPath = `${jdk.classPaths[version]}/*`;
  await promisify(execFile)(jdk.javac, ['-cp', classPath, '-d', classes.path, here('CronOracle.java')]);
  const child = spawn(jdk.java, ['-cp', `${classPath}:${classes.path}`, 'CronOracle'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = questions.map(({ expression, timeZone, after, count }) =>
    [expression, timeZone, after, count].join('\t'),
  );
  child.stdin.end(`${lines.join('\n')}\n`);
  const [answers] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const read = answers.trimEnd().split('\n').map(answerOf);
  if (read.length !== questions.length) throw new Error(`Quartz answered ${read.length} of ${questions.length}`);
  return read;
}

function answerOf(line: string): QuartzAnswer {
  const [verdict, ...fires] = line.split(' ');
  return verdict === 'fires' ? fires.map(Number) : undefined;
}
