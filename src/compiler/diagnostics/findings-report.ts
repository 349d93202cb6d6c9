import { say, sentence, wordsOf, type Catalogue } from '../../message/index.ts';
import { DIAGNOSTIC_CODES, type DiagnosticCode } from './codes.ts';
import type { LocatedDiagnostic, Severity } from './diagnostic.ts';
import { helpsOf } from './helps-of.ts';

/** Formats of findings that other programs read; `text` is for people. */
export const REPORT_FORMATS = ['json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit', 'markdown'] as const;

/** One of them. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The findings of one run, with what a format tells beside them. */
export interface FindingsReport {
  /** The published document, schemas/check.schema.json, which holds the same findings. */
  readonly document: { readonly summary: object; readonly [key: string]: unknown };
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** All findings, also those that are left out of `diagnostics` as there are too many. */
  readonly counts: Readonly<Record<Severity, number>>;
  readonly omitted: number;
  /** Every file that was looked at, also those with nothing wrong. */
  readonly files: readonly string[];
  /** The way from the root of the repository to the project, `etl/` or empty: CI names files from there. */
  readonly prefix: string;
  readonly exitCode: number;
  /** The mildest severity that fails the run. */
  readonly failOn: 'error' | 'warning';
  /** For the words around the findings' own, which are in its language; English without. */
  readonly catalogue?: Catalogue | undefined;
  /** Version of Sluice. */
  readonly version: string;
  /** The page of a code in Markdown, where it can be read. */
  pageOf(code: DiagnosticCode): string | undefined;
}

/** A file by its path from the root of the repository; `../CODEOWNERS` of a project lies in one of the folders of `prefix`. */
export function fromRepository(file: string, { prefix }: Pick<FindingsReport, 'prefix'>): string {
  const steps: string[] = [];
  for (const step of `${prefix}${file}`.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

/** What a code stands for, a few words. */
export function titleOf(code: DiagnosticCode, { catalogue }: Pick<FindingsReport, 'catalogue'>): string {
  return wordsOf(sentence(DIAGNOSTIC_CODES[code].title), catalogue);
}

/** A finding as one text: the message, then notes and help, each on its own line. */
export function textOf(diagnostic: LocatedDiagnostic, { catalogue }: Pick<FindingsReport, 'catalogue'>): string {
  const noteWord = wordsOf(say`note`, catalogue);
  const helpWord = wordsOf(say`help`, catalogue);
  return [
    diagnostic.message,
    ...diagnostic.notes.map((note) => `${noteWord}: ${note}`),
    ...helpsOf(diagnostic).map((help) => `${helpWord}: ${help}`),
  ].join('\n');
}

/** `2 errors, 1 warning`: all there are, none of them left out; `nothing found` without any. */
export function countsOf({ counts }: Pick<FindingsReport, 'counts'>): string {
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = counts[severity];
    return count === 0 ? [] : [`${count} ${severity}${count === 1 || severity === 'info' ? '' : 's'}`];
  });
  return parts.length === 0 ? 'nothing found' : parts.join(', ');
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** At most `limit` findings, the severe before the mild, in the order given. */
export function mostSevere<T extends { readonly severity: Severity }>(findings: readonly T[], limit: number): T[] {
  if (findings.length <= limit) return [...findings];
  const kept = new Set(bySeverity(findings).slice(0, limit));
  return findings.filter((finding) => kept.has(finding));
}

/** The severe first; those of one severity stay in their order. */
export function bySeverity<T extends { readonly severity: Severity }>(findings: readonly T[]): T[] {
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}
