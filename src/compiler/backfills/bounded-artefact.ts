import { say, type Message } from '../../message/index.ts';
import { evaluateRunTimeValue, isClockSchedule, windowStart, type RunTimeValue } from '../../time/index.ts';
import {
  CURSOR_BOUNDS,
  cursorBound,
  escapeValue,
  fromParts,
  mapTemplate,
  partsOf,
  type Artefact,
  type Template,
  type TextPart,
} from '../artefact/index.ts';
import { boundFlinkSql, boundLocal, boundSyncJob } from '../targets/index.ts';

/** An artefact whose runs read a range of cursor values, or why there is none. */
export type BoundedArtefact =
  | { readonly artefact: Artefact }
  | { readonly artefact?: undefined; readonly problem: Message; readonly help: Message };

/**
 * The form of an incremental pipeline whose runs read a range of values, which they have as parameters ({@link CURSOR_BOUNDS}). It
 * follows no cursor: nothing that runs it reads or moves the pipeline's position. Its runs stand for no fire: `fire`, `bizdate` and
 * `window` have the values of `moment`.
 *
 * @param moment When the range was asked for, UTC milliseconds.
 */
export function boundedArtefact(artefact: Artefact, moment: number): BoundedArtefact {
  // what is expected of the rows of a fire says nothing of a part of a range
  const { incremental, expect: _, ...pipeline } = artefact.pipeline;
  const { comparison: _asked, ...rest } = artefact;
  const bound = incremental === undefined ? { problem: undefined } : boundJob(artefact, incremental);
  if (!('template' in bound))
    return {
      problem: say`\`${pipeline.name}\` cannot read a range of cursor values: ${bound.problem ?? say`it follows none`}`,
      help: say`select the rows by \`where\`, in a pipeline of its own`,
    };
  const fill = (template: Template): Template =>
    mapTemplate(template, ({ $text }) => fromParts($text.flatMap((part) => atMoment(part, artefact, moment))));
  const pattern = String.raw`\P{Cc}{1,1000}`;
  const bounds = Object.values(CURSOR_BOUNDS).map((name) => ({ name, pattern }));
  const config = Object.entries(artefact.engine.config).map(([key, value]) => [key, fill(value)] as const);
  return {
    artefact: {
      ...rest,
      pipeline: { ...pipeline, parameters: [...pipeline.parameters, ...bounds] },
      engine: { ...artefact.engine, config: Object.fromEntries(config) },
      job: { ...artefact.job, template: fill(bound.template) },
    },
  };
}

function boundJob(
  { engine, job: { template } }: Artefact,
  incremental: { readonly column: string; readonly type: string },
): { readonly template: Template } | { readonly problem: Message | undefined } {
  switch (engine.type) {
    case 'local':
    case 'flink-sql': {
      const bound = engine.type === 'local' ? boundLocal(template) : boundFlinkSql(template);
      return bound === undefined ? { problem: undefined } : { template: bound };
    }
    case 'flinkx':
    case 'chunjun':
      return boundSyncJob(template, incremental);
    default:
      return { problem: say`its engine \`${engine.type}\` is told of no range` };
  }
}

/** An author's own `${cursor}` is where the range begins. */
function atMoment(part: TextPart, artefact: Artefact, moment: number): readonly TextPart[] {
  if (typeof part === 'string') return [part];
  if (!('hole' in part)) return part.whenCursor.flatMap((inner) => atMoment(inner, artefact, moment));
  if (part.hole.kind === 'cursor') return partsOf(cursorBound('after', part.escape));
  return part.hole.kind === 'time' ? [escapeValue(timeAt(part.hole, artefact, moment), part.escape)] : [part];
}

function timeAt(value: RunTimeValue, { environment, pipeline: { name, schedule } }: Artefact, moment: number): string {
  return evaluateRunTimeValue(value, {
    fireTime: moment,
    previousFireTime: isClockSchedule(schedule) ? windowStart(schedule, moment) : moment,
    timeZone: schedule.timeZone,
    cursor: undefined,
    parameters: {},
    environment,
    pipeline: name,
  });
}
