import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { OldFlink } from './private-service.ts';

const run = promisify(execFile);
const sources = fileURLToPath(new URL('flinkx-stand-in/java', import.meta.url));

/** What a user has on disk, made of the stand-in: it is not FlinkX. */
export interface StandInInstallation {
  /** Holds `chunjun-dist` with core and plugin, and `syncplugins` with the core. */
  readonly home: string;
  /** Core and plugins in one jar. */
  readonly jar: string;
}

/** Compiles the stand-in against a cluster's own jars and lays it out as an installation. */
export async function standInInstallation(
  folder: string,
  flink: Pick<OldFlink, 'jars' | 'javac'>,
): Promise<StandInInstallation> {
  const classes = join(folder, 'classes');
  await mkdir(classes, { recursive: true });
  const files = (await readdir(sources, { recursive: true })).filter((file) => file.endsWith('.java'));
  const javaFiles = files.map((file) => join(sources, file));
  await run(flink.javac, ['--release', '8', '-Xlint:-options', '-cp', `${flink.jars}/*`, '-d', classes, ...javaFiles]);
  const dist = join(folder, 'chunjun-dist');
  const plugins = join(folder, 'syncplugins');
  await mkdir(join(dist, 'connector', 'mysql'), { recursive: true });
  await mkdir(plugins);
  const pack = (to: string): Promise<unknown> => run(join(dirname(flink.javac), 'jar'), ['cf', to, '-C', classes, '.']);
  await pack(join(dist, 'chunjun-core.jar'));
  await pack(join(plugins, 'flinkx-1.11.jar'));
  await writeFile(join(dist, 'connector', 'mysql', 'chunjun-connector-mysql.jar'), '');
  // By this the stand-in knows that its plugins are in the jar.
  await writeFile(join(classes, 'stand-in-merged'), '');
  await pack(join(folder, 'merged.jar'));
  return { home: folder, jar: join(folder, 'merged.jar') };
}
