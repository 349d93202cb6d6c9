import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { cronFields, QUARTZ_PLACES, type CronFieldPlace } from './cron-field-place.ts';
import type { PipelineRule } from './rule.ts';

/** A step that does not divide its field begins anew each hour, day or month: one of seven minutes fires at 56 and at 0. */
export const unevenStep: PipelineRule = {
  name: 'uneven-step',
  *check(pipeline): Iterable<Diagnostic> {
    const fields = cronFields(pipeline);
    const [minute, hour] = [fields[QUARTZ_PLACES.minute], fields[QUARTZ_PLACES.hour]];
    const day = fields[QUARTZ_PLACES.dayOfMonth];
    if (minute) yield* unevenIn(minute, 60, 'm');
    if (hour) {
      const meant = fields[QUARTZ_PLACES.second] === undefined && minute?.text === '0';
      yield* unevenIn(hour, 24, 'h', meant ? say`for minutes write six fields: \`0 ${hour.text} * * * ?\`` : undefined);
    }
    const step = stepOf(day?.text ?? '', 1);
    if (!day || step === undefined || step < 2) return;
    yield uneven(
      day,
      say`after a month of 31 days it fires on day ${1 + Math.floor(30 / step) * step} and then on day 1`,
      {
        help: say`for an even interval write \`every: ${step}d\``,
      },
    );
  },
};

function* unevenIn(field: CronFieldPlace, size: number, unit: 'm' | 'h', meant?: Message): Iterable<Diagnostic> {
  const step = stepOf(field.text, 0);
  if (step === undefined || step < 2 || size % step === 0) return;
  const last = Math.floor((size - 1) / step) * step;
  const even = say`for an even interval write \`every: ${step}${unit}\``;
  yield uneven(field, say`it fires at ${last} and then at 0, after ${size - last}${unit}`, {
    help: meant === undefined ? even : say`${even}; ${meant}`,
  });
}

function uneven(field: CronFieldPlace, note: Message, more: { readonly help: Message }): Diagnostic {
  return makeDiagnostic('SL0419', field.at, say`\`${field.text}\` is not an even interval`, { notes: [note], ...more });
}

/** The step of a field that begins at its first value and goes to its end. */
function stepOf(text: string, first: number): number | undefined {
  const match = /^(\*|\d*)\/(\d+)$/.exec(text);
  if (match === null || !['*', '', String(first)].includes(match[1] ?? '')) return undefined;
  return Number(match[2]);
}
