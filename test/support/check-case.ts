import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeBaseProject } from './base-project.ts';

/** One file of a case. `bytes` has `\xHH` for single bytes, `link` is the target of a symbolic link. */
interface CaseFile {
  readonly path: string;
  readonly kind: 'text' | 'bytes' | 'link' | 'folder';
  readonly body: string;
}

/** A project with mistakes, and the findings expected of it, in one text file. */
export interface CheckCase {
  /** Everything before the expectation, as it is in the file. */
  readonly text: string;
  readonly files: readonly CaseFile[];
  /** From a second line `environment: NAME`. */
  readonly environment: string;
  readonly expected: string;
}

const HEADER = /^-- (\S+?)(?: \((bytes|link|folder)\))? --$/;

/**
 * Reads a case: a few words on it, then sections under `-- path --`, the last one `-- expect --`. The
 * files lie over the base project; one without text takes the base's away.
 */
export function parseCase(source: string): CheckCase {
  const lines = source.split('\n');
  const expect = lines.indexOf('-- expect --');
  const text = lines.slice(0, expect < 0 ? undefined : expect);
  const files: { path: string; kind: CaseFile['kind']; body: string }[] = [];
  for (const line of text) {
    const [, name, kind = 'text'] = HEADER.exec(line) ?? [];
    const last = files.at(-1);
    // the expression admits only the kinds
    if (name !== undefined) files.push({ path: name, kind: kind as CaseFile['kind'], body: '' });
    else if (last) last.body += `${line}\n`;
  }
  const environment = /^environment: (.+)$/.exec(text[1] ?? '')?.[1];
  return {
    environment: environment ?? 'default',
    text: text.map((line) => `${line}\n`).join(''),
    files,
    expected: expect < 0 ? '' : lines.slice(expect + 1).join('\n'),
  };
}

/** Lays a case over the base project in a folder. */
export async function writeCase(folder: string, { files }: CheckCase): Promise<void> {
  const texts = files.filter(({ kind }) => kind === 'text');
  await writeBaseProject(folder, Object.fromEntries(texts.map((file) => [file.path, file.body])), 'whole');
  for (const { path: name, kind, body } of files) {
    const target = path.join(folder, name);
    if (kind === 'text') continue;
    await rm(target, { recursive: true, force: true });
    await mkdir(kind === 'folder' ? target : path.dirname(target), { recursive: true });
    if (kind === 'link') await symlink(body.trim(), target);
    if (kind === 'bytes') await writeFile(target, bytesOf(body));
  }
}

function bytesOf(body: string): Buffer {
  const parts = body.split(/\\x([0-9a-f]{2})/);
  return Buffer.concat(parts.map((part, index) => Buffer.from(part, index % 2 === 1 ? 'hex' : 'utf8')));
}
