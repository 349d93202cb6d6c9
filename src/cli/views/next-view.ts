import type { LocatedDiagnostic } from '../../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import {
  calendarEnd,
  clockMark,
  describeSchedule,
  formatTime,
  MOMENT_FORMAT,
  type ClockMark,
  type Closure,
  type Schedule,
} from '../../time/index.ts';
import type { Terminal } from '../terminal.ts';

const UTC = "yyyy-MM-dd HH:mm:ss 'UTC'";

/** The first `count` fires of a schedule: local time, UTC, and what a change of the clock, or a freeze, does to one. */
export function showFires(
  { schedule, closures }: { readonly schedule: Schedule; readonly closures: ReadonlyMap<number, Closure> },
  fires: readonly number[],
  count: number,
  terminal: Terminal,
  catalogue: Catalogue | undefined,
): void {
  const { paint } = terminal;
  terminal.say(paint.bold(wordsOf(describeSchedule(schedule), catalogue)));
  for (const fire of fires) {
    const local = formatTime(fire, MOMENT_FORMAT, schedule.timeZone).replace(/Z$/, '+00:00');
    const mark = clockMark(schedule, fire);
    const remark = mark === undefined ? '' : `  ${paint.yellow(wordsOf(remarkOf(mark), catalogue))}`;
    const utc = schedule.timeZone === 'UTC' ? '' : `  ${paint.dim(formatTime(fire, UTC, 'UTC'))}`;
    const closure = closures.get(fire);
    const frozen =
      closure === undefined ? '' : `  ${paint.yellow(wordsOf(frozenRemark(closure, schedule.timeZone), catalogue))}`;
    terminal.show(`${local}${utc}${remark}${frozen}`);
  }
  const unknown = fires.length < count ? calendarEnd(schedule) : undefined;
  if (unknown !== undefined)
    terminal.warn(
      wordsOf(
        say`the days of its calendar are not known from ${formatTime(unknown, MOMENT_FORMAT, schedule.timeZone)} on: nothing fires then`,
        catalogue,
      ),
    );
  else if (fires.length === 0) terminal.warn(wordsOf(say`it does not fire after that time`, catalogue));
}

function frozenRemark({ freeze, until }: Closure, timeZone: string): Message {
  if (freeze.fires === 'skip') return say`skipped by the freeze \`${freeze.name}\``;
  return until === undefined
    ? say`held by the freeze \`${freeze.name}\``
    : say`held by the freeze \`${freeze.name}\` until ${formatTime(until, MOMENT_FORMAT, timeZone)}`;
}

function remarkOf({ kind, reading }: ClockMark): Message {
  const clock = new Date(reading).toISOString().slice(11, 16);
  switch (kind) {
    case 'moved':
      return say`${clock} does not exist on this day`;
    case 'earlier':
      return say`the earlier of two ${clock}`;
    case 'later':
      return say`the later of two ${clock}`;
  }
}

/** What is wrong with an expression of the command line, with a frame around its place. */
export async function showExpressionFinding(
  diagnostic: LocatedDiagnostic,
  expression: string,
  terminal: Terminal,
  catalogue: Catalogue | undefined,
): Promise<void> {
  const { renderDiagnosticText } = await import('../../compiler/index.ts');
  terminal.show(renderDiagnosticText(diagnostic, { color: terminal.color, textOf: () => expression, catalogue }));
}
