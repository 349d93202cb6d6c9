import { say, type Message } from '../../../../message/index.ts';
import { formatDuration } from '../../../../time/index.ts';
import type { NormalisedPipeline } from '../../../artefact/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another number of attempts, or other waits between them. */
export const retryChanged: Reason = {
  reason: 'RETRY_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/retry'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [change.before.pipeline.retry, change.after.pipeline.retry];
    const isIdle = was.attempts === 1 && is.attempts === 1;
    const consequence = isIdle
      ? say`a run that fails is not tried again, before and after`
      : say`${attemptsOf(is)}; before: ${attemptsOf(was)}`;
    return [{ meaning: isIdle ? 'cosmetic' : 'resource', consequence, paths }];
  },
};

function attemptsOf(retry: NormalisedPipeline['retry']): Message {
  const { never = [], always = [] } = retry;
  if (retry.attempts === 1) return say`a run that fails is not tried again`;
  let said = countOf(retry);
  if (never.length > 0) said = say`${said}, never after \`${never.join(', ')}\``;
  if (always.length > 0) said = say`${said}, also after \`${always.join(', ')}\``;
  return said;
}

function countOf(retry: NormalisedPipeline['retry']): Message {
  const waits = waitsOf(retry);
  const [first = 0] = waits;
  const last = waits.at(-1) ?? first;
  if (waits.length === 1) return say`a run that fails is tried again once, after ${formatDuration(first)}`;
  return first === last
    ? say`a run that fails is tried again ${waits.length} times, each after ${formatDuration(first)}`
    : say`a run that fails is tried again ${waits.length} times, first after ${formatDuration(first)}, at last after ${formatDuration(last)}`;
}

/** As the executor takes them: doubled each time up to the longest, or fixed. */
function waitsOf({ attempts, backoff, initialMs, maxMs }: NormalisedPipeline['retry']): readonly number[] {
  return Array.from({ length: attempts - 1 }, (_, wait) =>
    Math.min(initialMs * (backoff === 'fixed' ? 1 : 2 ** wait), maxMs),
  );
}
