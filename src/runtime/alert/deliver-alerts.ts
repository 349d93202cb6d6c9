import type { NormalisedChannel } from '../../compiler/index.ts';
import { catalogueOf, wordsOf, type Language, say } from '../../message/index.ts';
import { isWithinHours } from '../../time/index.ts';
import { toOperatingError } from '../errors.ts';
import type { RuntimeMetrics } from '../observe/index.ts';
import type {
  AlertedPipeline,
  AlertOnItsWay,
  AlertStore,
  AlertTraffic,
  Clock,
  Log,
  Scope,
  Secrets,
} from '../ports/index.ts';
import type { SendOutcome } from './channel-protocol.ts';
import { joinMessages } from './join-messages.ts';
import { limitsOf } from './protocols/index.ts';
import { resolveChannel } from './resolve-channel.ts';
import { sendMessage, type Fetch } from './send-message.ts';
import { waitBefore } from './wait-before.ts';

export interface DeliveryDependencies {
  readonly store: AlertStore;
  readonly scope: Scope;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly metrics: Pick<RuntimeMetrics, 'alertFailed'>;
  readonly secrets: Secrets;
  readonly fetch?: Fetch;
}

/** The longest window of any service. */
const WINDOW_MS = 120_000;
/** Messages on their way to one channel that one look takes up. */
const AT_ONCE = 1_000;
/** No further message is sent to a channel by a look that has been at it for so long: it is to judge what is new, too. */
const LOOK_MS = 15_000;
/** So many are joined into one for people to read; each is a few lines. */
const JOINED = 20;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 600_000;
/** A message that could not be delivered for so long is given up. */
const GIVE_UP_MS = 86_400_000;

/** A channel as the newest deployment that names it has it, and the language of what is said on it. */
interface KnownChannel {
  readonly channel: NormalisedChannel;
  readonly language: Language;
}

/**
 * Sends what waits, channel by channel beside each other, as far as each service's limits let; to one that has quiet hours nothing. It is
 * on record that a message was sent only after it was: where the process dies in between it is sent again, with the same key. Returns
 * whether any had waited for a channel that is not quiet. Throws what the store throws.
 */
export async function deliverAlerts(
  deps: DeliveryDependencies,
  alerted: readonly AlertedPipeline[],
  fence: number,
): Promise<boolean> {
  const { store, scope, clock } = deps;
  const channels = channelsOf(alerted);
  const now = clock.now();
  const quiet = [...channels].filter(([, { channel }]) => channel.quiet && isWithinHours(channel.quiet, now));
  const waiting = await store.waitingAlerts(
    scope,
    AT_ONCE,
    quiet.map(([name]) => name),
  );
  if (waiting.length === 0) return false;
  const traffic = new Map(
    (await store.alertTraffic(scope, now - WINDOW_MS)).map((each) => [each.channel, each] as const),
  );
  const groups = new Map<string, AlertOnItsWay[]>();
  for (const message of waiting) groups.set(message.channel, [...(groups.get(message.channel) ?? []), message]);
  const delivered = await Promise.allSettled(
    [...groups].map(([name, messages]) =>
      deliverTo(deps, name, channels.get(name), messages, traffic.get(name), fence),
    ),
  );
  // only now: the next look would send once more what is still being sent
  for (const each of delivered) if (each.status === 'rejected') throw each.reason;
  return true;
}

function channelsOf(alerted: readonly AlertedPipeline[]): ReadonlyMap<string, KnownChannel> {
  const oldestFirst = [...alerted].sort((one, other) => one.appliedAt - other.appliedAt);
  return new Map(
    oldestFirst.flatMap(({ alerts: { channels, language } }) =>
      Object.entries(channels).map(([name, channel]) => [name, { channel, language }] as const),
    ),
  );
}

async function deliverTo(
  deps: DeliveryDependencies,
  name: string,
  known: KnownChannel | undefined,
  messages: readonly AlertOnItsWay[],
  traffic: AlertTraffic | undefined,
  fence: number,
): Promise<void> {
  const { store, scope, clock, log } = deps;
  if (known === undefined) {
    log.warn('alerts are dropped: their channel is not declared any more', {
      channel: name,
      messages: messages.length,
    });
    const ids = messages.map(({ id }) => id);
    return store.settleAlerts(fence, scope, ids, { kind: 'dropped', at: clock.now() });
  }
  const limits = limitsOf(known.channel.type);
  const sentAt = [...(traffic?.sentAt ?? [])];
  let dropped = traffic?.dropped ?? 0;
  const begun = clock.now();
  for (let left = messages; left.length > 0;) {
    const now = clock.now();
    if (now - begun >= LOOK_MS) return;
    const [first] = left;
    // what waits keeps its order
    if (first === undefined || first.notBefore > now || waitBefore(limits, sentAt, now) > 0) return;
    // who has no limits reads them one by one
    const batch = left.slice(0, limits.length === 0 ? 1 : JOINED);
    left = left.slice(batch.length);
    const outcome = await send(deps, known, [first, ...batch.slice(1)], dropped);
    const isGone = await settle(deps, name, batch, outcome, fence);
    if (!isGone) return;
    if (outcome.kind !== 'sent') continue;
    sentAt.push(clock.now());
    if (dropped > 0) await store.tellDropped(fence, scope, name);
    dropped = 0;
  }
}

async function send(
  { secrets, clock, fetch }: DeliveryDependencies,
  { channel, language }: KnownChannel,
  batch: readonly [AlertOnItsWay, ...AlertOnItsWay[]],
  dropped: number,
): Promise<SendOutcome> {
  const [first, ...others] = batch;
  const documents = [first.document, ...others.map(({ document }) => document)] as const;
  const message = joinMessages(documents, dropped, await catalogueOf(language));
  try {
    const resolved = await resolveChannel(secrets, channel);
    return await sendMessage(resolved, message, { clock, ...(fetch === undefined ? {} : { fetch }) });
  } catch (thrown) {
    const { code, message: why } = toOperatingError(thrown);
    return { kind: 'failed', retryable: false, why: say`${code}: ${why}` };
  }
}

/** Puts on record what became of them; returns whether they are on their way no more. */
async function settle(
  { store, scope, clock, log, metrics }: DeliveryDependencies,
  channel: string,
  batch: readonly AlertOnItsWay[],
  outcome: SendOutcome,
  fence: number,
): Promise<boolean> {
  const now = clock.now();
  const ids = batch.map(({ id }) => id);
  const tries = Math.max(...batch.map((each) => each.tries)) + 1;
  if (outcome.kind === 'sent') {
    if (outcome.note !== undefined) log.warn('alerts were not sent to all', { channel, why: wordsOf(outcome.note) });
    await store.settleAlerts(fence, scope, ids, { kind: 'sent', at: now });
    return true;
  }
  metrics.alertFailed(channel);
  if (outcome.kind === 'limited') {
    log.warn('a channel takes no more alerts for now', { channel, forMs: outcome.retryAfterMs });
    const notBefore = now + outcome.retryAfterMs;
    await store.settleAlerts(fence, scope, ids, { kind: 'later', notBefore, tries: tries - 1 });
    return false;
  }
  const why = wordsOf(outcome.why);
  const old = batch.filter(({ createdAt }) => now - createdAt >= GIVE_UP_MS).map(({ id }) => id);
  if (old.length > 0) {
    log.error('alerts are given up, they could not be delivered for a day', { channel, messages: old.length, why });
    await store.settleAlerts(fence, scope, old, { kind: 'dropped', at: now });
  }
  // what somebody has to mend is tried as seldom as what has failed often
  const wait = outcome.retryable ? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)) : LONGEST_WAIT_MS;
  log.warn('alerts could not be delivered, trying again', { channel, messages: ids.length, why, inMs: wait });
  await store.settleAlerts(fence, scope, ids, { kind: 'later', notBefore: now + wait, tries });
  return false;
}
