import { existsSync, readFileSync } from 'node:fs';
import {
  mostSevere,
  renderReport,
  type FindingsReport,
  type LocatedDiagnostic,
  type ReportFormat,
} from '../../compiler/index.ts';
import { catalogueOf, type Language } from '../../message/index.ts';
import type { OutputFormat } from '../output-targets.ts';
import { packageFile } from '../package-file.ts';
import type { Terminal } from '../terminal.ts';
import { readVersion } from '../version.ts';

/** Formats of the verbs that find something. */
export const FINDING_FORMATS: readonly OutputFormat[] = [
  'text',
  'json',
  'jsonl',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'markdown',
];

/** More findings than these are counted and left out, the mild ones first: GitHub takes 25,000 of a SARIF file at most. */
const MOST_FINDINGS = 10_000;

/** Findings with what the machine formats tell beside them. */
export interface EmittedFindings {
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** All files that were looked at. */
  readonly files: readonly string[];
  readonly prefix: string;
  readonly exitCode: number;
  readonly failOn: 'error' | 'warning';
  /** The document of `--output json`, of the findings that are kept. */
  documentOf(kept: readonly LocatedDiagnostic[], omitted: number): FindingsReport['document'];
}

/** Every machine format that was asked for. Nothing in text format. */
export async function emitFindings(found: EmittedFindings, terminal: Terminal): Promise<void> {
  const report = await findingsReport(found, terminal.language);
  await terminal.emitEach((format: ReportFormat) => renderReport(format, report));
}

/** Findings as the machine formats tell them, in one language. */
export async function findingsReport(found: EmittedFindings, language: Language): Promise<FindingsReport> {
  const { diagnostics, files, prefix, exitCode, failOn } = found;
  const kept = mostSevere(diagnostics, MOST_FINDINGS);
  const omitted = diagnostics.length - kept.length;
  return {
    document: found.documentOf(kept, omitted),
    diagnostics: kept,
    counts: {
      error: countOf(diagnostics, 'error'),
      warning: countOf(diagnostics, 'warning'),
      info: countOf(diagnostics, 'info'),
    },
    omitted,
    files,
    prefix,
    exitCode,
    failOn,
    version: readVersion(),
    catalogue: await catalogueOf(language),
    pageOf: (code) => pageOf(code, language),
  };
}

export function countOf(diagnostics: readonly LocatedDiagnostic[], severity: LocatedDiagnostic['severity']): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}

/** The page of a code in a language where there is one, else in English; undefined where the package has none. */
function pageOf(code: string, language: Language): string | undefined {
  const places = [
    packageFile('docs', 'diagnostics', language, `${code}.md`),
    packageFile('docs', 'diagnostics', `${code}.md`),
  ];
  const place = places.find((each) => existsSync(each));
  return place === undefined ? undefined : readFileSync(place, 'utf8');
}
