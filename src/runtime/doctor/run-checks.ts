import { say } from '../../message/index.ts';
import { within } from '../observe/index.ts';
import type { Clock } from '../ports/index.ts';
import { failed, type Check, type CheckResult } from './check.ts';
import { toldFailure } from './told-failure.ts';

/** Runs all beside each other, none longer than `limitMs`; what they see comes in their order. Never throws. */
export async function runChecks(
  checks: readonly Check[],
  clock: Clock,
  limitMs: number,
): Promise<readonly CheckResult[]> {
  const seen = await Promise.all(checks.map((check) => runCheck(check, clock, limitMs)));
  return seen.flat();
}

async function runCheck(check: Check, clock: Clock, limitMs: number): Promise<readonly CheckResult[]> {
  const over = new AbortController();
  let seen: readonly CheckResult[] | undefined;
  try {
    const work = check.run(over.signal).then((results) => (seen = results));
    work.catch(() => undefined);
    await within(clock, limitMs, work);
  } catch (thrown) {
    return [toldFailure(check.name, thrown)];
  } finally {
    over.abort();
  }
  if (seen !== undefined) return seen;
  return [
    failed(
      check.name,
      say`it gave no answer within ${limitMs / 1_000} s`,
      say`see whether the server hangs, or a firewall swallows what is sent to it`,
    ),
  ];
}
