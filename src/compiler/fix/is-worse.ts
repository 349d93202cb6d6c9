import type { LocatedDiagnostic } from '../diagnostics/index.ts';
import type { ChangedText, Stretch } from './apply-edits.ts';
import type { Fix } from './fix.ts';

/** Codes of files that cannot be read at all: YAML and TypeScript. */
const UNREADABLE = /^SL0(?:1|8)/;

/**
 * True when a file is no better after its changes: it can no longer be read, there are more errors where it was changed, or
 * the finding is still there. Errors elsewhere are no sign of it: of a file that has the wrong shape nothing else is checked,
 * so that a fix brings to light what was wrong all along.
 */
export function isWorse(
  file: string,
  changed: ChangedText,
  fixes: readonly Fix[],
  before: readonly LocatedDiagnostic[],
  after: readonly LocatedDiagnostic[],
): boolean {
  const [was, is] = [before, after].map((all) => all.filter((each) => each.file === file && each.severity === 'error'));
  const unreadable = (list: readonly LocatedDiagnostic[] = []): number =>
    list.filter(({ code }) => UNREADABLE.test(code)).length;
  if (unreadable(is) > unreadable(was)) return true;
  if (within(is, changed.after).length > within(was, changed.before).length) return true;
  const left = within(
    after.filter((each) => each.file === file),
    changed.after,
  );
  return fixes.some(({ finding }) =>
    left.some(({ code, message }) => code === finding.code && message === finding.message),
  );
}

function within(list: readonly LocatedDiagnostic[] = [], stretches: readonly Stretch[]): readonly LocatedDiagnostic[] {
  return list.filter(({ range }) =>
    stretches.some(({ start, end }) => range.start.offset <= end && start <= range.end.offset),
  );
}
