import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Template } from '../../src/compiler/index.ts';
import type { Engine, EngineRef, LaunchRequest, Observation } from '../../src/runtime/ports/index.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';

const clock = createSystemClock();
const standIn = fileURLToPath(new URL('flinkx-stand-in/flinkx-stand-in.mjs', import.meta.url));

/** A JAVA_HOME whose `java` is the stand-in launcher. */
export const standInJavaHome = fileURLToPath(new URL('flinkx-stand-in/java-home', import.meta.url));

/** Writes a start script as users have them: it sets the environment and becomes the launcher. */
export async function startScript(
  folder: string,
  name: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly path: string; readonly args: readonly string[]; readonly waits: true }> {
  const path = join(folder, name);
  const variables = Object.entries(environment).map(([key, value]) => `export ${key}='${value}'\n`);
  await writeFile(path, `#!/bin/sh\n${variables.join('')}exec '${process.execPath}' '${standIn}' "$@"\n`);
  await chmod(path, 0o755);
  return {
    path,
    args: ['-mode', 'local', '-job', '{job}', '-jobid', '{name}', '-pluginRoot', 'syncplugins'],
    waits: true,
  };
}

/** An empty installation: what the engine looks for in a home. */
export async function emptyHome(folder: string, plugins: 'syncplugins' | 'chunjun-dist'): Promise<string> {
  await mkdir(join(folder, 'lib'), { recursive: true });
  await mkdir(join(folder, plugins), { recursive: true });
  return folder;
}

/** Observes until the job has ended. */
export async function untilEnd(
  engine: Engine,
  request: LaunchRequest,
  ref: EngineRef,
  lines: string[] = [],
): Promise<Observation> {
  for (let polls = 0; polls < 1_200; polls++) {
    const seen = await engine.observe(request, ref, (line) => lines.push(line));
    if (seen.state !== 'starting' && seen.state !== 'running') return seen;
    await clock.sleep(50);
  }
  throw new Error('the job did not end');
}

/** A MySQL to MySQL job as the FlinkX and ChunJun targets print it, with the parts that a test changes. */
export function movementJob(options: {
  readonly jdbcUrl: string;
  readonly username: string;
  readonly password: Template;
  readonly reader?: Readonly<Record<string, Template>>;
  readonly writer?: Readonly<Record<string, Template>>;
  readonly setting?: Readonly<Record<string, Template>>;
  readonly confProp?: Readonly<Record<string, Template>>;
  readonly sinkTable?: string;
}): Template {
  const { jdbcUrl, username, password } = options;
  const column = [
    { name: 'id', type: 'BIGINT' },
    { name: 'note', type: 'VARCHAR' },
    { name: 'amount', type: 'DECIMAL' },
    { name: 'updated_at', type: 'TIMESTAMP' },
  ];
  return {
    launch: { name: 'orders-to-ods', confProp: options.confProp ?? {} },
    job: {
      job: {
        content: [
          {
            reader: {
              name: 'mysqlreader',
              parameter: {
                username,
                password,
                column,
                connection: [{ jdbcUrl: [jdbcUrl], table: ['orders'] }],
                ...options.reader,
              },
            },
            writer: {
              name: 'mysqlwriter',
              parameter: {
                username,
                password,
                column,
                connection: [{ jdbcUrl, table: [options.sinkTable ?? 'ods_orders'] }],
                writeMode: 'insert',
                ...options.writer,
              },
            },
          },
        ],
        setting: { speed: { channel: 1 }, errorLimit: { record: 0 }, ...options.setting },
      },
    },
  };
}
