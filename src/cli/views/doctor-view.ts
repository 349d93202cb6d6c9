import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import type { CheckResult, CheckState } from '../../runtime/index.ts';
import type { Terminal } from '../terminal.ts';
import { renderTable } from './table.ts';

/** The published form: schemas/doctor.schema.json. */
export function doctorDocument(
  environment: string,
  checks: readonly CheckResult[],
  catalogue: Catalogue | undefined,
): object {
  return {
    formatVersion: '1.0',
    environment,
    summary: countStates(checks),
    checks: checks.map(({ name, state, seen, fix }) => ({
      name,
      state,
      seen: wordsOf(seen, catalogue),
      fix: fix === undefined ? null : wordsOf(fix, catalogue),
    })),
  };
}

/** A line for each, then what to do about those that are not well. */
export function renderDoctor(
  checks: readonly CheckResult[],
  terminal: Terminal,
  catalogue: Catalogue | undefined,
): string {
  const { paint } = terminal;
  const paints: Readonly<Record<CheckState, (text: string) => string>> = {
    ok: paint.green,
    warning: paint.yellow,
    failed: paint.red,
    skipped: paint.dim,
  };
  const words: Readonly<Record<CheckState, Message>> = {
    ok: say`ok`,
    warning: say`warning`,
    failed: say`failed`,
    skipped: say`skipped`,
  };
  const rows = checks.map(({ name, state, seen }) => [
    paints[state](wordsOf(words[state], catalogue)),
    paint.bold(name),
    wordsOf(seen, catalogue),
  ]);
  const fixes = checks.flatMap(({ name, fix }) =>
    fix === undefined ? [] : [`${paint.bold(name)}: ${wordsOf(fix, catalogue)}`],
  );
  const headings = [say`state`, say`what was looked at`, say`what was seen`].map((text) =>
    paint.dim(wordsOf(text, catalogue)),
  );
  const table = renderTable(headings, rows);
  return fixes.length === 0 ? table : `${table}\n\n${wordsOf(say`what to do`, catalogue)}:\n${fixes.join('\n')}`;
}

function countStates(checks: readonly CheckResult[]): Readonly<Record<CheckState, number>> {
  const counts = { ok: 0, warning: 0, failed: 0, skipped: 0 };
  for (const { state } of checks) counts[state]++;
  return counts;
}
