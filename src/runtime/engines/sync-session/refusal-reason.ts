import { OperatingError } from '../../errors.ts';
import { lastCause } from '../../flink/index.ts';
import { exceptionReason } from '../launcher/index.ts';

/** Classes that the jar does not hold, or holds in another version than the program wants. */
const UNLOADABLE = /(?:NoClassDefFoundError|ClassNotFoundException|NoSuchMethodError|MalformedURLException)\b/;
/** What may pass by itself: a database or the way to it. */
const PASSING = /(?:SQL\w*|Communications\w*|Connect\w*|SocketTimeout|UnknownHost|NoRouteToHost)Exception\b/;

/**
 * Why the program refused a job before it became one. Its text never says whether a retry helps, so the class of
 * the exception does: what a database says may be another thing later, a job file stays as it is.
 *
 * @param stack the cluster's answer, without secrets.
 */
export function refusalError(stack: string): OperatingError {
  const reason = exceptionReason(stack);
  const make = (code: 'ENGINE_MISCONFIGURED' | 'ENGINE_REFUSED' | 'JOB_FAILED', help?: string): OperatingError =>
    new OperatingError(code, `The cluster refused the job: ${reason.message}`, {
      retryable: code === 'JOB_FAILED',
      ...(help === undefined ? {} : { help }),
    });
  if (reason.code === 'SECRET_REFUSED') {
    return new OperatingError(reason.code, reason.message, {
      retryable: false,
      ...(reason.help === undefined ? {} : { help: reason.help }),
    });
  }
  if (reason.code === 'ENGINE_MISCONFIGURED') return make(reason.code, reason.help);
  const cause = lastCause(stack);
  if (UNLOADABLE.test(cause)) {
    return make(
      'ENGINE_MISCONFIGURED',
      'The jar or the plugin folder lacks a class: see "On a session cluster" in the page of this engine.',
    );
  }
  return PASSING.test(cause) ? make('JOB_FAILED') : make('ENGINE_REFUSED', 'Check the job and the engine’s version.');
}
