import { setTimeout as sleep } from 'node:timers/promises';
import { isNotNow, LostAnswer, NoServer, type Answer } from './server-answer.ts';

/** Waits before a question is asked once more: long enough together for a server that is started anew. */
const WAITS_MS: readonly number[] = [200, 500, 1_000, 2_000, 4_000, 8_000, 8_000];

/** How a question is repeated. */
export interface Insistence {
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** Hears, once, that the first try had no answer. */
  readonly onRepeat?: () => void;
  readonly waitsMs?: readonly number[];
}

/**
 * Asks for something that is done once however often it is asked, until there is an answer. A server that was not there at the first try
 * is not waited for: its address may be a slip. Throws as the last try did, and whatever it may once the signal is given.
 */
export async function askUntilAnswered(
  ask: () => Promise<Answer>,
  { signal, onRepeat, waitsMs = WAITS_MS }: Insistence = {},
): Promise<Answer> {
  let wasHeard = false;
  for (const wait of waitsMs) {
    try {
      const answer = await ask();
      if (!isNotNow(answer.status)) return answer;
    } catch (thrown) {
      if (signal?.aborted === true) throw thrown;
      if (!(thrown instanceof LostAnswer) && !(thrown instanceof NoServer && wasHeard)) throw thrown;
    }
    if (!wasHeard) onRepeat?.();
    wasHeard = true;
    await sleep(wait, undefined, signal === undefined ? {} : { signal });
  }
  return ask();
}
