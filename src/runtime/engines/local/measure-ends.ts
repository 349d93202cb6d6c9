import type { Clock, EndMeasure, EndsQuestion, MeasureEnds, Secrets } from '../../ports/index.ts';
import { OperatingError, toOperatingError } from '../../errors.ts';
import { fillLaunchValues, redact } from '../fill-launch-values.ts';
import { connectorNamed } from './connectors/registry.ts';
import type { EndContext, MeasuredEnd } from './measured-end.ts';
import { optionalText, settingsAt, textAt, textsAt, typeAt } from './read-job.ts';

/** Asks the ends of movements with this engine's drivers. */
export function createMeasureEnds(around: {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly projectRoot: string;
}): MeasureEnds {
  return async (question) => {
    const { json, secrets } = await fillLaunchValues(around.secrets, question.comparison);
    const { source, sink } = settingsAt(json, 'comparison');
    const context = { ...around, signal: question.signal };
    const ask = async (end: unknown, name: string): Promise<EndMeasure> => {
      try {
        return await measure(readEnd(end, name, question), context);
      } catch (thrown) {
        throw withoutSecrets(toOperatingError(thrown), secrets);
      }
    };
    return { source: await ask(source, 'the source'), sink: await ask(sink, 'the sink') };
  };
}

async function measure(end: MeasuredEnd, context: EndContext): Promise<EndMeasure> {
  const connector = await connectorNamed(end.connector);
  if (connector.measure !== undefined) return connector.measure(end, context);
  throw new OperatingError('ENGINE_REFUSED', `the rows of ${end.name} cannot be counted`, { retryable: false });
}

function readEnd(value: unknown, name: string, { after, until }: EndsQuestion): MeasuredEnd {
  const end = settingsAt(value, name);
  const bound = end['bound'] ?? undefined;
  const column = bound === undefined ? undefined : settingsAt(bound, `${name}.bound`);
  return {
    connector: textAt(end['connector'], `${name}.connector`),
    connection: settingsAt(end['connection'], `${name}.connection`),
    table: optionalText(end['table'], `${name}.table`),
    rows: {
      query: optionalText(end['query'], `${name}.query`),
      where: optionalText(end['where'], `${name}.where`),
      incremental:
        column === undefined
          ? undefined
          : {
              column: textAt(column['column'], `${name}.bound.column`),
              type: typeAt(column['type'], `${name}.bound.type`),
              after,
              ...(until === undefined ? {} : { until }),
            },
    },
    sums: textsAt(end['sums'], `${name}.sums`),
    name,
  };
}

/** What a server says may have a part of the question in it. */
function withoutSecrets(
  { code, message, help, retryable }: OperatingError,
  secrets: readonly string[],
): OperatingError {
  return new OperatingError(code, redact(message, secrets), { retryable, ...(help === undefined ? {} : { help }) });
}
