import { readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Location, SourceFile } from '../text/index.ts';
import { decodeSource } from './decode-source.ts';
import { documentOf } from './load-yaml.ts';
import type { LoadedDocument } from './loaded-document.ts';
import { stretch, wholeFile } from './stretch.ts';

/** The folder of a project that holds schema snapshots, one file a datasource. */
export const SNAPSHOT_FOLDER = 'schemas';

/** A schema snapshot as it lies in the repository, its shape not looked at. */
export interface LoadedSnapshot {
  readonly datasource: string;
  readonly at: Location;
  /** Absent where the file cannot be read: that is reported. */
  readonly document?: LoadedDocument;
}

/** A snapshot's text, or why there is none. */
export interface SnapshotReading {
  readonly file: SourceFile;
  readonly document?: LoadedDocument;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Datasources that have a file in `schemas/`, on disk or among the paths of `unsaved`; sorted. Other files are none of ours. A folder that links out
 * of the project is not looked into: a commit must not make a machine read its own files.
 */
export async function findSnapshots(
  root: string,
  datasources: Iterable<string>,
  unsaved: Iterable<string> = [],
): Promise<readonly string[]> {
  const names = new Set(datasources);
  const entries = await readdir(join(root, SNAPSHOT_FOLDER)).catch(() => []);
  const wanted = entries.filter((entry) => entry.endsWith('.json') && names.has(entry.slice(0, -'.json'.length)));
  const inside: string[] = [];
  for (const entry of wanted.sort()) if (await isInside(root, entry)) inside.push(entry.slice(0, -'.json'.length));
  const open = [...unsaved].flatMap((path) => FILE.exec(path)?.[1] ?? []).filter((name) => names.has(name));
  return [...new Set([...inside, ...open])].sort();
}

/** The path of a snapshot from the project's root. */
const FILE = new RegExp(`^${SNAPSHOT_FOLDER}/([^/]+)\\.json$`);

async function isInside(root: string, entry: string): Promise<boolean> {
  try {
    const target = await realpath(join(root, SNAPSHOT_FOLDER, entry));
    return target.startsWith((await realpath(root)) + sep);
  } catch {
    return true; // what is there and cannot be followed is reported when it is read
  }
}

/** Reads a snapshot's text as JSON; places in it are looked for only when something is to be said of them. */
export function readSnapshot(bytes: Uint8Array, path: string): SnapshotReading {
  const { file, diagnostic } = decodeSource(bytes, path);
  if (diagnostic !== undefined) return { file, diagnostics: [diagnostic] };
  try {
    return { file, document: documentOf(file, JSON.parse(file.text)), diagnostics: [] };
  } catch (error) {
    return { file, diagnostics: [notJson(file, error)] };
  }
}

function notJson(file: SourceFile, error: unknown): Diagnostic {
  const conflict = /^(?:<{7}|={7}|>{7})(?= |$)/m.exec(file.text);
  const offset = conflict?.index ?? offsetIn(error);
  const at = offset === undefined ? wholeFile(file.path) : stretch(file.path, offset, offset + (conflict ? 7 : 1));
  return makeDiagnostic(
    'SL1001',
    at,
    conflict
      ? say`schema snapshot \`${file.path}\` holds both sides of a merge`
      : say`schema snapshot \`${file.path}\` is not JSON`,
    {
      notes: [say`the types of this datasource’s columns are not known, so nothing is compiled for it`],
      help: say`take the file of one side, and write it anew with \`sluice check --connect\``,
    },
  );
}

/** Node names the place in words, and not for every mistake. */
function offsetIn(error: unknown): number | undefined {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? undefined : Number(position);
}
