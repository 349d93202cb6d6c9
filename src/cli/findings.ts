import type { LocatedDiagnostic } from '../compiler/index.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** The finding that the folder is no project: reported whatever was asked for. */
export function isMissingProject(diagnostic: LocatedDiagnostic): boolean {
  return diagnostic.code === 'SL0110';
}

/** Exit code of a verb that found these. A missing sluice.yaml is a matter of configuration. */
export function exitCodeOf(diagnostics: readonly LocatedDiagnostic[], failOn: 'error' | 'warning' = 'error'): ExitCode {
  const failing = failOn === 'error' ? ['error'] : ['error', 'warning'];
  return diagnostics.some((diagnostic) => failing.includes(diagnostic.severity)) ? EXIT.failed : EXIT.done;
}
