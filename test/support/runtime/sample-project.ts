import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProjectCompiler } from '../../../src/compiler/index.ts';
import type { Log, RuntimeOptions } from '../../../src/runtime/index.ts';

/** A small project that runs anywhere: a file into SQLite, and programs. */
export async function writeSampleProject(root: string): Promise<void> {
  const files: Record<string, string> = {
    'sluice.yaml': `name: sample
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines:
  here: { type: local }
  programs: { type: command }
`,
    'datasources/files.yaml': 'name: files\ntype: file\npath: data\n',
    'datasources/target.yaml': 'name: target\ntype: sqlite\npath: out/target.db\n',
    'data/cities.csv': 'id,name\n1,Kunming\n2,Dali\n3,Lijiang\n',
    'pipelines/cities.yaml': citiesPipeline('1s'),
  };
  for (const folder of ['pipelines', 'datasources', 'data', 'out'])
    await mkdir(join(root, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
}

export function citiesPipeline(every: string): string {
  return `name: cities
schedule: { every: ${every} }
source:
  datasource: files
  path: cities.csv
  columns:
    - { name: id, type: int64 }
    - { name: name, type: string }
sink: { datasource: target, table: cities, mode: overwrite, key: [id] }
`;
}

/** A program that leaves a line in \`out/<name>\` when it starts and when it ends. */
export function programPipeline(name: string, seconds: number): string {
  return `name: ${name}
schedule: manual
engine: programs
command: ["/bin/sh", "-c", "echo begin >> out/${name}; sleep ${seconds}; echo end >> out/${name}"]
`;
}

/** Everything embedded, in this folder. */
export function sampleRuntime(root: string, log: Log): RuntimeOptions {
  const stateDir = join(root, '.sluice/state');
  const compiler = new ProjectCompiler({});
  return {
    projectRoot: root,
    project: 'sample',
    environment: 'default',
    stateDir,
    store: { kind: 'sqlite', path: join(stateDir, 'sluice.db') },
    lease: { kind: 'store' },
    bus: { kind: 'embedded', dir: join(stateDir, 'events') },
    roles: new Set(['reconcile', 'schedule', 'execute', 'relay'] as const),
    compile: (folder) => compiler.compile(folder),
    log,
  };
}
