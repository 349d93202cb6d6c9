import { say } from '../message/index.ts';
import type { LocatedDiagnostic } from '../compiler/index.ts';
import { EXIT, UsageError, type ExitCode } from './exit-code.ts';

/** The finding that the folder is no project. */
export function isMissingProject(diagnostic: LocatedDiagnostic): boolean {
  return diagnostic.code === 'SL0110';
}

/** A finding of a look at real datasources, which was asked for. */
function isOfConnection({ code }: LocatedDiagnostic): boolean {
  return code >= 'SL1010' && code < 'SL1040';
}

/** The finding that `--env` names an environment which sluice.yaml does not declare. */
function isOfEnvironment({ code }: LocatedDiagnostic): boolean {
  return code === 'SL0306';
}

/** What is told whichever paths were asked for: its cause is the command line, or all of the project. */
export function isToldAnyway(diagnostic: LocatedDiagnostic): boolean {
  return isMissingProject(diagnostic) || isOfConnection(diagnostic) || isOfEnvironment(diagnostic);
}

/** For verbs that give what holds in an environment: nothing holds in one that is not declared. Throws a UsageError. */
export function refuseUndeclaredEnvironment(diagnostics: readonly LocatedDiagnostic[]): void {
  const found = diagnostics.find(isOfEnvironment);
  if (found !== undefined) throw new UsageError(found.message, found.help);
}

/** Exit code of a verb that found these. A missing sluice.yaml is a matter of configuration. */
export function exitCodeOf(diagnostics: readonly LocatedDiagnostic[], failOn: 'error' | 'warning' = 'error'): ExitCode {
  const failing = failOn === 'error' ? ['error'] : ['error', 'warning'];
  return diagnostics.some((diagnostic) => failing.includes(diagnostic.severity)) ? EXIT.failed : EXIT.done;
}

/** What `--fail-on` says; `error` when it is left out. Throws a usage error. */
export function severityToFailOn(given: string | undefined): 'error' | 'warning' {
  if (given === undefined || given === 'error') return 'error';
  if (given === 'warning') return 'warning';
  throw new UsageError(say`--fail-on ${given} is not known`, say`use error or warning`);
}

/** So many causes are shown to people unless they ask for more: nobody reads further before mending these. */
const SHOWN_BY_DEFAULT = 100;

/** What `--max-findings` says, 0 = all. Throws a usage error. */
export function maxFindingsOf(given: string | undefined): number {
  if (given === undefined) return SHOWN_BY_DEFAULT;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new UsageError(say`--max-findings ${given} is no whole number`, say`write how many to show, 0 for all`);
}
