import {
  closureAt,
  EPOCH_2026,
  nextFireTime,
  opensFrom,
  startDelay,
  type Freeze,
  type Schedule,
} from '../../time/index.ts';
import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineRule } from './rule.ts';

/** Fires that are looked at, each the first after starts were allowed again. */
const MOST_FIRES = 1_000;

/** Freezes that leave a pipeline no moment, or none of its fires, to start. */
export const frozenForEver: PipelineRule = {
  name: 'frozen-for-ever',
  *check({ name, schedule, freezes = [] }, { scope }): Iterable<Diagnostic> {
    if (freezes.length === 0) return;
    const names = freezes.map((freeze) => `\`${freeze.name}\``).join(', ');
    if (opensFrom(freezes, EPOCH_2026) === undefined) {
      yield makeDiagnostic('SL0433', schedule.at, say`\`${name}\` never starts: its freezes leave no moment for it`, {
        notes: [say`these concern it: ${names}`],
        help: say`shorten one that denies, lengthen one that allows, or leave the pipeline out of its \`select\``,
      });
      return;
    }
    const delay = scope === undefined ? 0 : startDelay(schedule.schedule, { ...scope, pipeline: name });
    if (!isAlwaysSkipped(schedule.schedule, freezes, delay)) return;
    yield makeDiagnostic('SL0433', schedule.at, say`\`${name}\` never runs: its freezes skip all of its fires`, {
      notes: [say`these concern it: ${names}`],
      help: say`fire when starts are allowed, or write \`fires: hold\`: fires wait for the end of it`,
    });
  },
};

/** @param delay How long after each fire its start is due, in milliseconds: a freeze skips by that. */
function isAlwaysSkipped(schedule: Schedule, freezes: readonly Freeze[], delay: number): boolean {
  if (freezes.every(({ fires }) => fires === 'hold')) return false;
  let at: number | undefined = EPOCH_2026;
  for (let looked = 0; looked < MOST_FIRES; looked += 1) {
    at = opensFrom(freezes, at);
    const fire: number | undefined = at === undefined ? undefined : nextFireTime(schedule, at - delay - 1);
    if (fire === undefined) return false;
    if (closureAt(freezes, fire + delay)?.freeze.fires !== 'skip') return false;
    at = fire + delay;
  }
  return true;
}
