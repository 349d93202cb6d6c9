import type { LocatedDiagnostic, Severity } from '../compiler/index.ts';
import type { Annotation } from './forge.ts';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Findings beside their lines, errors first. `prefix`: from the root of the repository to the project, `etl/` or empty. */
export function annotationsOf(diagnostics: readonly LocatedDiagnostic[], prefix: string): readonly Annotation[] {
  return diagnostics
    .toSorted((a, b) => RANK[a.severity] - RANK[b.severity])
    .filter(({ file }) => !file.startsWith('../'))
    .map(({ file, range, severity, code, message, notes, help, fingerprint }) => ({
      path: `${prefix}${file}`,
      start: range.start,
      end: range.end,
      level: severity,
      title: code,
      message: [message, ...notes, ...(help === undefined ? [] : [help])].join('\n'),
      fingerprint,
    }));
}
