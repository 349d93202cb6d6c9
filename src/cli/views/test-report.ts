import { escapeXml, renderReport, textOf, type LocatedDiagnostic, type ReportFormat } from '../../compiler/index.ts';
import { catalogueOf, type Catalogue } from '../../message/index.ts';
import type { CaseResult, TestRun, UpdatedFile } from '../../testing/index.ts';
import type { OutputFormat } from '../output-targets.ts';
import { repositoryPrefix } from '../repository-prefix.ts';
import type { Terminal } from '../terminal.ts';
import { readVersion } from '../version.ts';
import { countOf } from './emit-findings.ts';

/** Formats of `sluice test`. */
export const TEST_FORMATS: readonly OutputFormat[] = ['text', 'json', 'junit', 'github'];

/** Every machine format that was asked for. Nothing in text format. */
export async function emitTestRun(
  run: TestRun,
  updated: readonly UpdatedFile[],
  root: string,
  terminal: Terminal,
): Promise<void> {
  const prefix = repositoryPrefix(root);
  const catalogue = await catalogueOf(terminal.language);
  await terminal.emitEach(async (format: ReportFormat) => {
    if (format === 'junit') return renderTestJUnit(run, prefix, catalogue);
    if (format === 'json') return `${JSON.stringify(testDocument(run, updated), undefined, 2)}\n`;
    const diagnostics = [...run.diagnostics, ...run.cases.flatMap((each) => each.diagnostics)];
    return renderReport(format, {
      document: testDocument(run, updated),
      diagnostics,
      counts: {
        error: countOf(diagnostics, 'error'),
        warning: countOf(diagnostics, 'warning'),
        info: countOf(diagnostics, 'info'),
      },
      omitted: 0,
      files: run.files,
      prefix,
      exitCode: diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0,
      failOn: 'error',
      catalogue,
      version: readVersion(),
      pageOf: () => undefined,
    });
  });
}

interface TestDocument {
  readonly summary: object;
  readonly [key: string]: unknown;
}

/** The published form: schemas/test-run.schema.json. */
export function testDocument(
  { files, cases, diagnostics, durationMs }: TestRun,
  updated: readonly UpdatedFile[],
): TestDocument {
  return {
    formatVersion: '1.0',
    summary: {
      files: files.length,
      cases: cases.length,
      passed: countStatus(cases, 'passed'),
      failed: countStatus(cases, 'failed'),
      skipped: countStatus(cases, 'skipped'),
      durationMs: Math.round(durationMs),
    },
    cases: cases.map((each) => ({
      file: each.file,
      line: each.line,
      name: each.name,
      ...(each.pipeline === undefined ? {} : { pipeline: each.pipeline }),
      environment: each.environment,
      status: each.status,
      ...(each.reason === undefined ? {} : { reason: each.reason }),
      durationMs: Math.round(each.durationMs),
      diagnostics: each.diagnostics,
    })),
    diagnostics,
    updated,
  };
}

function countStatus(cases: readonly CaseResult[], status: CaseResult['status']): number {
  return cases.filter((each) => each.status === status).length;
}

/** JUnit XML as Jenkins and GitLab read it: a suite for each test file, a test case for each case. */
export function renderTestJUnit(run: TestRun, prefix: string, catalogue?: Catalogue): string {
  const { files, cases, diagnostics, durationMs } = run;
  const placed: Placed = (diagnostic) => placedText(diagnostic, catalogue);
  const broken = new Map(diagnostics.filter(({ severity }) => severity === 'error').map((each) => [each.file, each]));
  const suites = [...new Set([...files, ...broken.keys()])].map((file) =>
    suite(file, cases, broken.get(file), prefix, placed),
  );
  const failures = countStatus(cases, 'failed');
  const head = `tests="${cases.length + broken.size}" failures="${failures}" errors="${broken.size}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sluice test" ${head} time="${seconds(durationMs)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

/** A file that cannot be used has an error in place of its cases. */
function suite(
  file: string,
  all: readonly CaseResult[],
  broken: LocatedDiagnostic | undefined,
  prefix: string,
  placed: Placed,
): string {
  const cases = all.filter((each) => each.file === file);
  const time = cases.reduce((sum, each) => sum + each.durationMs, 0);
  const name = escapeXml(`${prefix}${file}`);
  const counts = `tests="${cases.length + (broken ? 1 : 0)}" failures="${countStatus(cases, 'failed')}" errors="${broken ? 1 : 0}" skipped="${countStatus(cases, 'skipped')}"`;
  return [
    `<testsuite name="${name}" ${counts} time="${seconds(time)}">`,
    ...(broken === undefined
      ? []
      : [
          `  <testcase name="${name}" classname="${name}">`,
          `    <error type="${broken.code}" message="${escapeXml(broken.message)}">${escapeXml(placed(broken))}</error>`,
          '  </testcase>',
        ]),
    ...cases.map((each) => testCase(each, name, placed)),
    '</testsuite>',
  ].join('\n');
}

function testCase(result: CaseResult, className: string, placed: Placed): string {
  const head = `  <testcase name="${escapeXml(result.name)}" classname="${className}" time="${seconds(result.durationMs)}"`;
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (result.status === 'skipped')
    return `${head}>\n    <skipped/>\n    <system-out>${escapeXml(result.reason ?? '')}</system-out>\n  </testcase>`;
  if (first === undefined) return `${head}/>`;
  const types = errors.map(({ code }) => code).join(' ');
  const body = escapeXml(errors.map(placed).join('\n\n'));
  return `${head}>\n    <failure type="${types}" message="${escapeXml(first.message)}">${body}</failure>\n  </testcase>`;
}

/** A finding with the places that it names. */
type Placed = (diagnostic: LocatedDiagnostic) => string;

function placedText(diagnostic: LocatedDiagnostic, catalogue: Catalogue | undefined): string {
  const { file, range, labels } = diagnostic;
  const others = labels.map((each) => `${each.file}:${each.range.start.line}: ${each.message}`);
  return [`${file}:${range.start.line}:${range.start.column}: ${textOf(diagnostic, { catalogue })}`, ...others].join(
    '\n',
  );
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
