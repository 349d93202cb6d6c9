import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  mostSevere,
  renderDiagnosticText,
  type FindingsReport,
  type LocatedDiagnostic,
  type Ownership,
} from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import { repositoryPrefix } from '../repository-prefix.ts';
import type { Terminal } from '../terminal.ts';
import { countOf, emitFindings } from './emit-findings.ts';
import { snapshotChangesDocument, type SnapshotChange } from './snapshot-changes-view.ts';
import { foldFindings, sizeOf, type FoldedFinding } from './fold-findings.ts';

/** What a verb that compiles has seen. */
export interface Findings {
  readonly files: number;
  /** How many pipelines compiled. */
  readonly pipelines: number;
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** With `--connect`: schema snapshots that have changed. */
  readonly snapshots?: { readonly changes: readonly SnapshotChange[]; readonly written: boolean };
  /** Findings that `--fix` has mended; absent where nobody asked for it. */
  readonly fixed?: number;
  /** Findings in files that were not asked for. */
  readonly elsewhere?: number;
  /** Every file that was read. */
  readonly fileNames?: readonly string[];
  /** Who answers for each definition, by its name. */
  readonly ownerships?: ReadonlyMap<string, Ownership>;
}

/** How findings are told, and what they came to. */
export interface Telling {
  readonly failOn: 'error' | 'warning';
  readonly exitCode: number;
  /** So many causes are shown to people; 0 = all. */
  readonly maxFindings: number;
}

/** How people are shown findings. */
export interface Showing {
  readonly maxFindings: number;
  readonly catalogue: Catalogue | undefined;
  /** On stderr, as stdout has a job. */
  readonly aside: boolean;
}

/** Prints the findings: all of them, then one line that sums them up. */
export async function showCheck(result: Findings, root: string, terminal: Terminal, telling: Telling): Promise<void> {
  const catalogue = await catalogueOf(terminal.language);
  try {
    await emitFindings(
      {
        diagnostics: result.diagnostics,
        files: result.fileNames ?? [],
        prefix: repositoryPrefix(root),
        documentOf: (kept, omitted) => checkDocument(result, kept, omitted, catalogue),
        ...telling,
      },
      terminal,
    );
  } finally {
    // a file that cannot be written hides no finding
    showDiagnostics(result.diagnostics, root, terminal, { ...telling, catalogue });
    terminal.say(summaryLine(result, terminal, catalogue));
    const [first] = result.diagnostics;
    if (first !== undefined) terminal.say(explainLine(first, terminal, catalogue));
  }
}

/** People's form of findings, one entry for each cause. */
export function showDiagnostics(
  diagnostics: readonly LocatedDiagnostic[],
  root: string,
  terminal: Terminal,
  { maxFindings = 0, catalogue, aside = false }: Partial<Showing> = {},
): void {
  if (!terminal.forPeople) return;
  const show = (text: string): void => (aside ? terminal.showAside(text) : terminal.show(text));
  const textOf = textReader(root);
  const { color, width, paint } = terminal;
  const folded = foldFindings(diagnostics);
  const shown = maxFindings === 0 ? folded : mostSevere(folded, maxFindings);
  for (const entry of shown) {
    const text = renderDiagnosticText(entry.shown, {
      color,
      textOf,
      catalogue,
      ...(width === undefined ? {} : { width }),
    });
    const remarks = remarksOf(entry).map((remark) => `\n  ${paint.dim(wordsOf(remark, catalogue))}`);
    show(`${text}${remarks.join('')}\n`);
  }
  const hidden = diagnostics.length - shown.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (hidden === 0) return;
  const more = say`and ${hidden} more; \`--max-findings 0\` shows all, \`--output json\` writes them`;
  show(`${paint.bold(wordsOf(more, catalogue))}\n`);
}

/** Places that are named where the same is found in many. */
const PLACES_NAMED = 3;

function remarksOf({ alsoHere, elsewhere, shown }: FoldedFinding): readonly Message[] {
  const remarks = alsoHere.map(({ message }) => say`and here: ${message}`);
  if (elsewhere.length === 0) return remarks;
  const names = elsewhere.slice(0, PLACES_NAMED).map(({ file, range }) => `${file}:${range.start.line}`);
  const places = `${names.join(', ')}${elsewhere.length > PLACES_NAMED ? ', …' : ''}`;
  const files = new Set(elsewhere.map(({ file }) => file).filter((file) => file !== shown.file)).size;
  if (files === elsewhere.length) {
    return [...remarks, say`the same in ${files} more files: ${places}`];
  }
  return [...remarks, say`the same at ${elsewhere.length} more places: ${places}`];
}

/** The published form: schemas/check.schema.json. */
export function checkDocument(
  result: Findings,
  kept: readonly LocatedDiagnostic[] = result.diagnostics,
  omitted = 0,
  catalogue: Catalogue = {},
): FindingsReport['document'] {
  return {
    formatVersion: '1.0',
    summary: {
      files: result.files,
      pipelines: result.pipelines,
      errors: countOf(result.diagnostics, 'error'),
      warnings: countOf(result.diagnostics, 'warning'),
      ...(result.fixed === undefined ? {} : { fixed: result.fixed }),
      omitted,
    },
    ...(result.ownerships === undefined ? {} : { owners: ownersOf(result.ownerships) }),
    ...(result.snapshots === undefined
      ? {}
      : { snapshots: snapshotChangesDocument(result.snapshots.changes, result.snapshots.written, catalogue) }),
    diagnostics: kept,
  };
}

function ownersOf(ownerships: ReadonlyMap<string, Ownership>): readonly object[] {
  return [...ownerships].map(([pipeline, { file, owners, from }]) => ({ pipeline, file, owners, from }));
}

/** One line of counts; what compiled is in it too. */
export function summaryLine(result: Findings, terminal: Terminal, catalogue?: Catalogue): string {
  const errors = countOf(result.diagnostics, 'error');
  const warnings = countOf(result.diagnostics, 'warning');
  const { paint } = terminal;
  const words = (message: Message): string => wordsOf(message, catalogue);
  const elsewhere = result.elsewhere ?? 0;
  const others =
    elsewhere === 0
      ? ''
      : paint.yellow(words(elsewhere === 1 ? say`, 1 finding elsewhere` : say`, ${elsewhere} findings elsewhere`));
  const seen = words(say`${filesCounted(result.files)}, ${pipelinesCounted(result.pipelines)} compiled`);
  if (errors + warnings === 0) return `${paint.green('ok')}  ${seen}${others}`;
  return `${countsLine(errors, warnings, terminal, catalogue)}  ${paint.dim(`(${seen})`)}${others}`;
}

/** `2 errors, 1 warning` in their colours. */
export function countsLine(errors: number, warnings: number, { paint }: Terminal, catalogue?: Catalogue): string {
  const counts = [
    errors === 0 ? '' : paint.red(wordsOf(errors === 1 ? say`1 error` : say`${errors} errors`, catalogue)),
    warnings === 0 ? '' : paint.yellow(wordsOf(warnings === 1 ? say`1 warning` : say`${warnings} warnings`, catalogue)),
  ];
  return counts.filter(Boolean).join(', ');
}

function explainLine({ code }: LocatedDiagnostic, { paint }: Terminal, catalogue?: Catalogue): string {
  return paint.dim(wordsOf(say`\`sluice explain ${code}\` tells more of a code`, catalogue));
}

/** `1 file`, `2 files`. */
export function filesCounted(count: number): Message {
  return count === 1 ? say`1 file` : say`${count} files`;
}

/** `1 pipeline`, `2 pipelines`. */
export function pipelinesCounted(count: number): Message {
  return count === 1 ? say`1 pipeline` : say`${count} pipelines`;
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Reads each file once, for the code frames. A file that cannot be read has no frame. */
function textReader(root: string): (file: string) => string | undefined {
  const texts = new Map<string, string | undefined>();
  return (file) => {
    if (!texts.has(file)) {
      try {
        texts.set(file, readFileSync(path.join(root, file), 'utf8').replace(/^\uFEFF/, ''));
      } catch {
        texts.set(file, undefined);
      }
    }
    return texts.get(file);
  };
}
