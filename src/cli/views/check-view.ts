import { readFileSync } from 'node:fs';
import path from 'node:path';
import { renderDiagnosticText, type LocatedDiagnostic } from '../../compiler/index.ts';
import type { Terminal } from '../terminal.ts';

/** What a verb that compiles has seen. */
export interface Findings {
  readonly files: number;
  /** How many pipelines compiled. */
  readonly pipelines: number;
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Findings in files that were not asked for. */
  readonly elsewhere?: number;
}

/** Prints the findings: all of them, then one line that sums them up. */
export function showCheck(result: Findings, root: string, terminal: Terminal): void {
  terminal.emit(checkDocument(result));
  showDiagnostics(result.diagnostics, root, terminal);
  terminal.say(summaryLine(result, terminal));
}

/** People's form of findings, to stdout. */
export function showDiagnostics(diagnostics: readonly LocatedDiagnostic[], root: string, terminal: Terminal): void {
  const textOf = textReader(root);
  for (const diagnostic of diagnostics)
    terminal.show(`${renderDiagnosticText(diagnostic, { color: terminal.color, textOf })}\n`);
}

/** The published form: schemas/check.schema.json. */
export function checkDocument(result: Findings): object {
  return {
    formatVersion: '1.0',
    summary: {
      files: result.files,
      pipelines: result.pipelines,
      errors: countOf(result.diagnostics, 'error'),
      warnings: countOf(result.diagnostics, 'warning'),
    },
    diagnostics: result.diagnostics,
  };
}

export function summaryLine(result: Findings, terminal: Terminal): string {
  const errors = countOf(result.diagnostics, 'error');
  const warnings = countOf(result.diagnostics, 'warning');
  const { paint } = terminal;
  const seen = `${plural(result.files, 'file')}, ${plural(result.pipelines, 'pipeline')} compiled`;
  const elsewhere =
    (result.elsewhere ?? 0) > 0 ? paint.yellow(`, ${plural(result.elsewhere ?? 0, 'finding')} elsewhere`) : '';
  if (errors + warnings === 0) return `${paint.green('ok')}  ${seen}${elsewhere}`;
  const counts = [
    errors > 0 ? paint.red(plural(errors, 'error')) : '',
    warnings > 0 ? paint.yellow(plural(warnings, 'warning')) : '',
  ];
  return `${counts.filter(Boolean).join(', ')}  ${paint.dim(`(${seen})`)}${elsewhere}`;
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function countOf(diagnostics: readonly LocatedDiagnostic[], severity: string): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
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
