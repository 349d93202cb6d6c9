import { createHash } from 'node:crypto';
import type { Severity } from './diagnostic.ts';
import { fromRepository, textOf, type FindingsReport } from './findings-report.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' };

/**
 * GitLab's code quality report: the issues of the Code Climate specification that GitLab reads (description,
 * check_name, fingerprint, severity, location), with the members that the specification asks for.
 */
export function renderGitLab(report: FindingsReport): string {
  const issues = report.diagnostics.map((diagnostic) => ({
    type: 'issue',
    check_name: diagnostic.code,
    categories: ['Bug Risk'],
    description: `${diagnostic.code}: ${diagnostic.message}`,
    content: { body: textOf(diagnostic, report) },
    fingerprint: fingerprintIn(report.prefix, diagnostic.fingerprint),
    severity: SEVERITIES[diagnostic.severity],
    location: {
      path: fromRepository(diagnostic.file, report),
      lines: { begin: diagnostic.range.start.line, end: diagnostic.range.end.line },
    },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}

/** GitLab takes two issues of one fingerprint for one, and two projects of a repository may have the same finding. */
function fingerprintIn(prefix: string, fingerprint: string): string {
  if (prefix === '') return fingerprint;
  return createHash('sha256').update(`${prefix}\n${fingerprint}`).digest('hex').slice(0, 32);
}
