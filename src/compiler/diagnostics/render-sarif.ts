import { DIAGNOSTIC_CODES, type DiagnosticCode } from './codes.ts';
import type { LocatedDiagnostic, Range, Severity } from './diagnostic.ts';
import { fromRepository, textOf, titleOf, type FindingsReport } from './findings-report.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };
const ROOT = '%SRCROOT%';

/**
 * SARIF 2.1.0 (OASIS), as GitHub's code scanning, Azure DevOps and editors read it. Files are named from the
 * root of the repository. There is no `helpUri`, which must be an absolute address: the page of each code is in
 * the rule itself.
 */
export function renderSarif(report: FindingsReport): string {
  const codes = [...new Set(report.diagnostics.map(({ code }) => code))].sort();
  const files = [...new Set(report.diagnostics.map(({ file }) => file))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Sluice',
            semanticVersion: report.version,
            rules: codes.map((code) => ruleOf(code, report)),
          },
        },
        // the category of an upload, so that two projects of one repository do not replace each other
        automationDetails: { id: `sluice/${report.prefix}` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'the root of the repository' } } },
        invocations: [invocationOf(report)],
        artifacts: files.map((file) => ({ location: artifactOf(file, report) })),
        results: report.diagnostics.map((diagnostic) => resultOf(diagnostic, codes, report)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function invocationOf({ exitCode, omitted }: FindingsReport): object {
  const text = `${omitted} more findings are left out; mend some of those that are here first`;
  return {
    executionSuccessful: true,
    exitCode,
    ...(omitted === 0 ? {} : { toolExecutionNotifications: [{ level: 'warning', message: { text } }] }),
  };
}

function ruleOf(code: DiagnosticCode, report: FindingsReport): object {
  const page = report.pageOf(code);
  return {
    id: code,
    shortDescription: { text: titleOf(code, report) },
    help: { text: page ?? `sluice explain ${code}`, ...(page === undefined ? {} : { markdown: page }) },
    defaultConfiguration: { level: LEVELS[DIAGNOSTIC_CODES[code].severity] },
  };
}

function resultOf(diagnostic: LocatedDiagnostic, codes: readonly string[], report: FindingsReport): object {
  const { code, severity, file, range, labels, suggestions, fingerprint } = diagnostic;
  const related = labels.map((label, index) => ({
    id: index + 1,
    message: { text: label.message },
    physicalLocation: placeOf(label.file, label.range, report),
  }));
  const fixes = suggestions.filter(({ edits }) => edits.length > 0);
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: textOf(diagnostic, report) },
    locations: [{ physicalLocation: placeOf(file, range, report) }],
    // GitHub keeps an alert by the first name, everything else may use the second
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'sluice/v1': fingerprint },
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixOf(fix, report)) }),
  };
}

function fixOf({ message, edits }: LocatedDiagnostic['suggestions'][number], report: FindingsReport): object {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: message },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactOf(file, report),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ range, newText }) => ({ deletedRegion: regionOf(range), insertedContent: { text: newText } })),
    })),
  };
}

function placeOf(file: string, range: Range, report: FindingsReport): object {
  return { artifactLocation: artifactOf(file, report), region: regionOf(range) };
}

function regionOf({ start, end }: Range): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifactOf(file: string, report: FindingsReport): object {
  // half of a surrogate pair, as a broken file system may name a file, is in no address
  const name = fromRepository(file, report).replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  const uri = name.split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: ROOT };
}
