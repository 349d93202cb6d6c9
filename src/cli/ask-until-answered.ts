import { setTimeout as sleep } from 'node:timers/promises';
import { isNotNow, LostAnswer, NoServer, type Answer } from './server-answer.ts';

/** Waits before a question is asked once more: long enough together for a server that is started anew. */
const WAITS_MS: readonly number[] = [200, 500, 1_000, 2_000, 4_000, 8_000, 8_000];

/**
 * Asks for something that is done once however often it is asked, until there is an answer. A server that was not there at the first try
 * is not waited for: its address may be a slip. Throws as the last try did.
 */
export async function askUntilAnswered(
  ask: () => Promise<Answer>,
  waitsMs: readonly number[] = WAITS_MS,
): Promise<Answer> {
  let wasHeard = false;
  for (const wait of waitsMs) {
    try {
      const answer = await ask();
      if (!isNotNow(answer.status)) return answer;
    } catch (thrown) {
      if (!(thrown instanceof LostAnswer) && !(thrown instanceof NoServer && wasHeard)) throw thrown;
    }
    wasHeard = true;
    await sleep(wait);
  }
  return ask();
}
