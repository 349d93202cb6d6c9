import { createTwoFilesPatch, diffLines } from 'diff';
import { createSourceFile, type FixedFile, type LocatedDiagnostic } from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import type { Fixing } from '../commands/check-fix.ts';
import type { Terminal } from '../terminal.ts';

/** People's form of `--dry-run`: a unified diff, as `git apply` takes it. */
export function showDiff(files: readonly FixedFile[], terminal: Terminal): void {
  for (const { path, before, after } of files) {
    const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 });
    const lines = patch.split('\n').slice(1, -1);
    terminal.show(lines.map((line) => painted(line, terminal)).join('\n'));
  }
}

function painted(line: string, { paint }: Terminal): string {
  if (line.startsWith('---') || line.startsWith('+++')) return paint.bold(line);
  if (line.startsWith('@@')) return paint.cyan(line);
  if (line.startsWith('+')) return paint.green(line);
  return line.startsWith('-') ? paint.red(line) : line;
}

/** How much was fixed, what was not written, and how much is left to a person. */
export async function sayFixes(
  { files, refused, likely }: Fixing,
  written: boolean,
  terminal: Terminal,
): Promise<void> {
  const catalogue = await catalogueOf(terminal.language);
  for (const reason of refused) terminal.warn(wordsOf(reason, catalogue));
  const fixed = countFixes(files);
  const lines: Message[] = [];
  if (fixed > 0 || likely === 0) lines.push(written ? say`${fixed} fixed` : say`${fixed} would be fixed`);
  if (likely > 0)
    lines.push(likely === 1 ? say`1 likely fix is left to you` : say`${likely} likely fixes are left to you`);
  terminal.say(lines.map((line) => wordsOf(line, catalogue)).join(', '));
}

export function countFixes(files: readonly FixedFile[]): number {
  return new Set(files.flatMap(({ findings }) => findings)).size;
}

/** The machine's form of `--dry-run`: schemas/check-fix.schema.json. */
export function fixDocument({ files, likely }: Fixing): object {
  return {
    formatVersion: '1.0',
    summary: { files: files.length, fixed: countFixes(files), likely },
    files: files.map((file) => ({
      file: file.path,
      edits: editsOf(file),
      fixed: file.findings.map(({ code, message, range }: LocatedDiagnostic) => ({ code, message, range })),
    })),
  };
}

/** Whole lines that differ, by their places in the file as it is. */
function editsOf({ path, before, after }: FixedFile): object[] {
  const source = createSourceFile(path, before);
  const edits: { start: number; end: number; newText: string }[] = [];
  let offset = 0;
  let joined = false;
  for (const { added, removed, value } of diffLines(before, after)) {
    const last = edits.at(-1);
    if (!added && !removed) {
      offset += value.length;
      joined = false;
      continue;
    }
    const edit = joined && last !== undefined ? last : { start: offset, end: offset, newText: '' };
    if (edit !== last) edits.push(edit);
    if (removed) offset += value.length;
    edit.end = offset;
    if (added) edit.newText += value;
    joined = true;
  }
  return edits.map(({ start, end, newText }) => ({
    range: { start: source.position(start), end: source.position(end) },
    newText,
  }));
}
