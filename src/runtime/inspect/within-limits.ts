import type { Clock } from '../ports/index.ts';
import { createScrubber, createSecrets } from '../secrets/index.ts';
import { NO_FACTS, type Facts } from './facts.ts';
import { inTime, TOO_LATE } from './in-time.ts';
import type { LookContext, LookLimits } from './look-context.ts';

/** Where and by what a look is made. */
export interface Limited {
  readonly root: string;
  /** Of the process: references are resolved from it. */
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly sizes?: boolean;
}

const LAST_WORDS_MS = 1_000;
const NEVER = new AbortController().signal;

/** One look in its time, with secrets of its own: one datasource's are unknown to another's texts, which need none. */
export async function withinLimits(
  look: (context: LookContext) => Promise<Facts>,
  { root, clock, environment, signal, sizes = false }: Limited,
  limits: LookLimits,
): Promise<Facts> {
  const over = new AbortController();
  const scrubber = createScrubber();
  const secrets = createSecrets({ environment, onResolved: (value) => scrubber.remember(value) });
  const both = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]);
  const context: LookContext = { root, secrets, scrubber, clock, signal: both, limits, sizes };
  try {
    void clock.sleep(limits.totalMs, both).then(() => over.abort());
    // What has been found out by then is still told, so the look itself gets a moment to end.
    const facts = await inTime(look(context), limits.totalMs + LAST_WORDS_MS, { clock, signal: signal ?? NEVER });
    if (facts !== TOO_LATE) return facts;
    return { ...NO_FACTS, failures: [{ kind: 'silent', subject: '', key: ['type'] }] };
  } catch (thrown) {
    // A driver may throw anything when a server answers anything.
    const detail = scrubber.scrub(thrown instanceof Error ? thrown.message : String(thrown));
    return { ...NO_FACTS, failures: [{ kind: 'nonsense', subject: '', key: ['type'], detail }] };
  } finally {
    over.abort();
  }
}
