import type { LocatedDiagnostic } from '../diagnostics/index.ts';
import { applyEdits, type ChangedText } from './apply-edits.ts';
import { changedElsewhere } from './changed-elsewhere.ts';
import { certainFixes, type Fix } from './fix.ts';
import { isWorse } from './is-worse.ts';

/** A project as it is compiled with some texts in place of its files. */
export interface Compiled {
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** The text that a file was compiled from; undefined for one that was not read. */
  textOf(file: string): string | undefined;
}

/** A file, and what became of it. */
export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly findings: readonly LocatedDiagnostic[];
}

/** A project after its fixes. */
export interface FixedProject<T extends Compiled> {
  /** The files that changed, by path. */
  readonly files: readonly FixedFile[];
  /** The project with the changes. */
  readonly compiled: T;
}

/** No project needs more; it is a bound on how often one is compiled. */
const MOST_ATTEMPTS = 100;

/**
 * Makes all certain fixes, and those that they make possible, until nothing changes. The project is compiled again after
 * each step: a fix that makes a file worse, or changes a value elsewhere, is not made. Nothing is written.
 */
export async function fixProject<T extends Compiled>(
  compile: (texts: ReadonlyMap<string, string>) => Promise<T>,
  isWanted: (file: string) => boolean,
): Promise<FixedProject<T>> {
  let texts: ReadonlyMap<string, string> = new Map();
  let compiled = await compile(texts);
  const original = new Map<string, string>();
  const made: Fix[] = [];
  const refused = new Set<string>();
  let most = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const open = compiled.diagnostics.filter(({ fingerprint, file }) => isWanted(file) && !refused.has(fingerprint));
    const fixes = certainFixes(open).slice(0, most);
    if (fixes.length === 0) break;
    const step = await tryFixes(fixes, texts, compiled, compile);
    if (step === undefined) {
      const [only] = fixes;
      if (fixes.length === 1 && only !== undefined) refused.add(only.finding.fingerprint);
      most = fixes.length === 1 ? Number.POSITIVE_INFINITY : Math.ceil(fixes.length / 2);
      continue;
    }
    for (const file of step.files) {
      const before = compiled.textOf(file);
      if (!original.has(file) && before !== undefined) original.set(file, before);
    }
    made.push(...fixes);
    ({ texts, compiled } = step);
    most = Number.POSITIVE_INFINITY;
  }
  const files = [...original].map(([path, before]) => ({
    path,
    before,
    after: texts.get(path) ?? before,
    findings: made.filter(({ edits }) => edits.some(({ file }) => file === path)).map(({ finding }) => finding),
  }));
  return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), compiled };
}

/** The project with these fixes; undefined when it is no better for them. */
async function tryFixes<T extends Compiled>(
  fixes: readonly Fix[],
  texts: ReadonlyMap<string, string>,
  before: T,
  compile: (texts: ReadonlyMap<string, string>) => Promise<T>,
): Promise<
  { readonly texts: ReadonlyMap<string, string>; readonly compiled: T; readonly files: readonly string[] } | undefined
> {
  const edits = fixes.flatMap((fix) => fix.edits);
  const changes = new Map<string, ChangedText>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = before.textOf(file);
    if (text === undefined) return undefined;
    const changed = applyEdits(
      text,
      edits.filter((edit) => edit.file === file),
    );
    if (/\.ya?ml$/.test(file) && changedElsewhere(file, text, changed)) return undefined;
    changes.set(file, changed);
  }
  const next = new Map([...texts, ...[...changes].map(([file, { text }]) => [file, text] as const)]);
  const compiled = await compile(next);
  for (const [file, changed] of changes) {
    const own = fixes.filter((fix) => fix.edits.some((edit) => edit.file === file));
    if (isWorse(file, changed, own, before.diagnostics, compiled.diagnostics)) return undefined;
  }
  return { texts: next, compiled, files: [...changes.keys()] };
}
