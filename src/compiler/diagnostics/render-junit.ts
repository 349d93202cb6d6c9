import type { LocatedDiagnostic } from './diagnostic.ts';
import { fromRepository, textOf, type FindingsReport } from './findings-report.ts';
import { groupBy } from './group-by.ts';

/**
 * JUnit XML as Jenkins and GitLab read it: a test case for each file. What fails the run is its failure, the rest
 * is in its `system-out`. Readers show one failure of a case, so all are in one.
 */
export function renderJUnit(report: FindingsReport): string {
  const byFile = groupBy(report.diagnostics, ({ file }) => file);
  const files = [...new Set([...report.files, ...byFile.keys()])].sort();
  const cases = files.map((file) => ({ file, found: partition(byFile.get(file) ?? [], report.failOn) }));
  const failures = cases.filter(({ found }) => found.failing.length > 0).length;
  const counts = `tests="${files.length}" failures="${failures}" errors="0"`;
  const left =
    report.omitted === 0
      ? []
      : [`  <system-out>${escapeXml(`${report.omitted} more findings are left out`)}</system-out>`];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sluice check" ${counts}>`,
    `<testsuite name="sluice check" ${counts} skipped="0">`,
    ...cases.map(({ file, found }) => testCase(file, found, report)),
    ...left,
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

interface Found {
  readonly failing: readonly LocatedDiagnostic[];
  readonly others: readonly LocatedDiagnostic[];
}

function partition(found: readonly LocatedDiagnostic[], failOn: 'error' | 'warning'): Found {
  const fails = ({ severity }: LocatedDiagnostic): boolean => severity === 'error' || severity === failOn;
  return { failing: found.filter(fails), others: found.filter((each) => !fails(each)) };
}

function testCase(file: string, { failing, others }: Found, report: FindingsReport): string {
  const head = `  <testcase name="${escapeXml(fromRepository(file, report))}" classname="sluice check"`;
  const [first] = failing;
  if (first === undefined && others.length === 0) return `${head}/>`;
  const message = failing.length > 1 ? `${first?.message} (and ${failing.length - 1} more)` : (first?.message ?? '');
  const failure =
    first === undefined
      ? []
      : [
          `    <failure type="${failing.map(({ code }) => code).join(' ')}" message="${escapeXml(message)}">${listed(failing, report)}</failure>`,
        ];
  const output = others.length === 0 ? [] : [`    <system-out>${listed(others, report)}</system-out>`];
  return [`${head}>`, ...failure, ...output, '  </testcase>'].join('\n');
}

function listed(found: readonly LocatedDiagnostic[], report: FindingsReport): string {
  const texts = found.map((each) => {
    const { line, column } = each.range.start;
    return `${each.severity}[${each.code}] ${each.file}:${line}:${column}: ${textOf(each, report)}`;
  });
  return escapeXml(texts.join('\n\n'));
}

/** What XML 1.0 allows nowhere, not even escaped: controls, halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- these are the characters meant
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Text for an element or an attribute in quotes; line ends are kept there too. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
