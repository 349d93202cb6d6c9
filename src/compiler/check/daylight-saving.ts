import { EPOCH_2026, oddFires, type OddFire } from '../../time/index.ts';
import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** Three years are looked at. */
const UNTIL = Date.UTC(2029, 0, 1);

/** A fire at a time of the day that does not exist, or comes twice, when the clocks of its zone change. */
export const daylightSaving: PipelineRule = {
  name: 'daylight-saving',
  *check({ schedule: { schedule, at } }): Iterable<Diagnostic> {
    if (schedule.kind !== 'cron') return;
    const odd = oddFires(schedule, EPOCH_2026, UNTIL);
    if (odd.length === 0) return;
    const gaps = odd.filter(({ change }) => change.kind === 'gap');
    const overlaps = odd.filter(({ change }) => change.kind === 'overlap');
    yield makeDiagnostic(
      'SL0416',
      child(at, 'cron'),
      say`fires at a time that the clocks of \`${schedule.timeZone}\` skip or repeat`,
      {
        notes: [
          ...gaps.slice(0, 1).map((gap) => skipped(gap, gaps, schedule.dst)),
          ...overlaps.slice(0, 1).map((one) => doubled(one, overlaps, schedule.dst)),
        ],
        help: say`choose a time outside ${hoursOf(odd)}, or a \`timeZone\` without daylight saving such as \`UTC\``,
      },
    );
  },
};

type Dst = 'quartz' | undefined;

function skipped(first: OddFire, all: readonly OddFire[], dst: Dst): Message {
  if (dst === 'quartz')
    return say`${clock(first.reading)} does not exist on ${datesOf(all)}: with \`dst: quartz\` the day is left out`;
  return say`${clock(first.reading)} does not exist on ${datesOf(all)}: Sluice fires at the first moment after, Quartz and xxl-job leave the day out`;
}

function doubled(first: OddFire, all: readonly OddFire[], dst: Dst): Message {
  if (dst === 'quartz')
    return say`${clock(first.reading)} comes twice on ${datesOf(all)}: with \`dst: quartz\` it fires at the later alone`;
  return say`${clock(first.reading)} comes twice on ${datesOf(all)}: Sluice fires at the earlier, Quartz and xxl-job at the later`;
}

function datesOf(odd: readonly OddFire[]): string {
  return odd.map(({ reading }) => new Date(reading).toISOString().slice(0, 10)).join(', ');
}

/** From the earliest to the latest reading that a change touches. */
function hoursOf(odd: readonly OddFire[]): Message {
  const starts = odd.map(({ change }) => clock(change.start)).sort();
  const ends = odd.map(({ change }) => clock(change.end)).sort();
  return say`${starts[0] ?? ''} to ${ends.at(-1) ?? ''}`;
}

function clock(reading: number): string {
  return new Date(reading).toISOString().slice(11, 16);
}
