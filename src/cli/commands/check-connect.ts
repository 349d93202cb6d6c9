import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  compileProject,
  type CompilationResult,
  type CompileProjectOptions,
  type PipelineNode,
  type SchemaSnapshot,
} from '../../compiler/index.ts';
import { catalogueOf, say, type Message } from '../../message/index.ts';
import {
  createSystemClock,
  describeChange,
  judge,
  lookAtDatasources,
  namesMatching,
  nextSnapshot,
  snapshotText,
  wantedOf,
  type Looks,
} from '../../runtime/index.ts';
import { FailedOperation } from '../exit-code.ts';
import { lookProgress } from '../look-progress.ts';
import type { Terminal } from '../terminal.ts';
import type { SnapshotChange } from '../views/snapshot-changes-view.ts';

export interface ConnectRequest {
  readonly root: string;
  readonly options: CompileProjectOptions;
  /** Files that were asked for; the datasources of other pipelines are left alone. */
  readonly covers: (file: string) => boolean;
  /** Write snapshots that have changed. */
  readonly write: boolean;
  readonly terminal: Terminal;
}

export interface Connected {
  /** Of the project with its new snapshots, and with what the look found. */
  readonly result: CompilationResult;
  /** Snapshots that are another now; written where that was asked for. */
  readonly changes: readonly SnapshotChange[];
}

/** `check --connect`: looks at the real datasources, brings their snapshots up to date, then compiles with both. */
export async function checkConnected(request: ConnectRequest): Promise<Connected> {
  const { root, options, covers, terminal } = request;
  const first = await compileProject(root, options);
  const pipelines = (first.nodes ?? []).filter((node) => filesOf(node).some(covers));
  if (pipelines.length === 0) return { result: first, changes: [] };
  const looks = await lookAtDatasources({
    root,
    pipelines,
    environment: process.env,
    clock: createSystemClock(),
    onProgress: lookProgress(terminal, await catalogueOf(terminal.language)),
  });
  terminal.progress('');
  const snapshots = newSnapshots(first.nodes ?? [], looks);
  const texts = new Map(snapshots.map(({ file, next }) => [file, snapshotText(next)]));
  const changed = snapshots.filter(({ change }) => change !== undefined);
  if (request.write) for (const { file } of changed) await writeSnapshot(root, file, texts.get(file) ?? '');
  const names = new Set(pipelines.map(({ name }) => name));
  const result = await compileProject(root, {
    ...options,
    unsaved: new Map([...(options.unsaved ?? []), ...texts]),
    judge: (nodes) => judge({ root, pipelines: nodes.filter(({ name }) => names.has(name)), ...looks }),
  });
  return { result, changes: changed.flatMap(({ file, change }) => (change === undefined ? [] : [{ file, change }])) };
}

/** The file of a pipeline and those of its datasources: any of them asks for a look. */
function filesOf({ at, work }: PipelineNode): readonly string[] {
  if (work.kind !== 'movement') return [at.file];
  const datasources = [work.source.datasource, work.sink.datasource];
  return [at.file, ...datasources.flatMap((datasource) => (datasource ? [datasource.at.file] : []))];
}

interface NewSnapshot {
  readonly file: string;
  readonly next: SchemaSnapshot;
  /** Undefined where it is the old one. */
  readonly change: Message | undefined;
}

/** Tables stay as long as any pipeline of the project names them, whichever were looked at. */
function newSnapshots(nodes: readonly PipelineNode[], { datasources }: Looks): readonly NewSnapshot[] {
  return wantedOf(nodes).flatMap(({ datasource, tables, patterns }) => {
    const facts = datasources.get(datasource.name);
    const named = (table: string): boolean =>
      tables.has(table) || namesMatching([table], patterns, datasource.database).length > 0;
    const next = facts && nextSnapshot(datasource.name, facts, datasource.tables, named);
    if (next === undefined) return [];
    const file = `schemas/${datasource.name}.json`;
    return [{ file, next, change: describeChange(datasource.tables, next) }];
  });
}

async function writeSnapshot(root: string, file: string, text: string): Promise<void> {
  const target = path.join(root, file);
  try {
    // a file whose text is this already keeps its time
    if ((await readFile(target, 'utf8').catch(() => undefined)) === text) return;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailedOperation(say`cannot write ${file}: ${reason}`, say`use --no-write to look only`);
  }
}
