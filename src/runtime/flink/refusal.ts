import { OperatingError } from '../errors.ts';
import type { HttpAnswer } from './http-json.ts';
import { lastCause, shortCause } from './java-stack.ts';
import { isShape } from './shape.ts';

/**
 * What a 404 means. Flink gives one status for different facts and only the text tells them apart:
 * `route` = this version has no such call, `job` = the cluster does not know the job,
 * `checkpointing-off` = the job is there and takes no checkpoints, `operation` = a trigger, session
 * or operation handle that is unknown or has expired.
 */
export type NotFoundKind = 'route' | 'job' | 'checkpointing-off' | 'operation' | 'other';

/** The text of an error answer: `errors[]` joined, the stack included; empty when there is none. */
export function errorText(answer: HttpAnswer): string {
  if (!isShape(answer.body) || !Array.isArray(answer.body['errors'])) return '';
  return answer.body['errors'].filter((entry) => typeof entry === 'string').join('\n');
}

/** Classifies a 404 by the texts of Flink 1.11 to 2.3 (1.11 sends unknown routes to its static files). */
export function notFoundKind(answer: HttpAnswer): NotFoundKind {
  const text = errorText(answer);
  if (text.startsWith('Not found: ') || text.includes('Unable to load requested file')) return 'route';
  if (text.includes('Checkpointing has not been enabled')) return 'checkpointing-off';
  if (/Job \S+ not found|Job could not be found|FlinkJobNotFoundException|Could not find Flink job/.test(text))
    return 'job';
  if (/Operation not found|UnknownOperationKey|Session .* does not exist|operation handle/i.test(text))
    return 'operation';
  return 'other';
}

/**
 * The error for an answer with an error status. 503 is a leader election or a part that is not ready
 * yet: ENGINE_UNREACHABLE, retryable. Everything else is ENGINE_REFUSED with the last cause.
 */
export function refusal(what: string, answer: HttpAnswer): OperatingError {
  const text = errorText(answer);
  const fields = { status: answer.status };
  if (answer.status === 503 || answer.status === 502 || answer.status === 504) {
    return new OperatingError('ENGINE_UNREACHABLE', `${what}: ${text === '' ? 'not ready' : shortCause(text)}`, {
      retryable: true,
      fields,
    });
  }
  // Unhandled faults come as "Internal server error." followed by the stack; the stack is the second entry.
  const cause = lastCause(text.replace(/^Internal server error\.\s*(?:<Exception on server side:\s*)?/, ''));
  return new OperatingError('ENGINE_REFUSED', `${what}: ${cause === '' ? `answered ${answer.status}` : cause}`, {
    retryable: false,
    fields,
  });
}
