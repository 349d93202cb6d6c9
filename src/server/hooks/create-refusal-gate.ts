import type { Clock, Log } from '../../runtime/index.ts';

/** What stands before the secret of a webhook is asked for: whoever reaches the port may knock. */
export interface RefusalGate {
  /** True for an address of which so much was refused lately that nothing more is read of it. */
  isShut(address: string): boolean;
  /** A delivery that was not signed. It is logged: one line a minute at most, with how many there were. */
  refused(address: string): void;
  /** A delivery that was: what was refused of its address was a forge with an old secret, or a neighbour behind the same proxy. */
  admitted(address: string): void;
  /** Nothing is told any more. */
  close(): void;
}

export interface RefusalGateDependencies {
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  readonly log: Log;
}

/** How long an address is remembered, and how far apart two lines of the log are, in milliseconds. */
export const REFUSALS_WINDOW_MS = 60_000;
/** Refused deliveries of one address within that time, after which it is shut out until the time is over. */
export const MOST_REFUSALS = 30;
/** Addresses that are remembered: those who have many forget the oldest. */
const MOST_ADDRESSES = 1_000;

export function createRefusalGate({ clock, log }: RefusalGateDependencies): RefusalGate {
  const byAddress = new Map<string, { readonly since: number; count: number }>();
  const end = new AbortController();
  let isQuiet = false;
  let untold = 0;
  let last = '';

  const known = (address: string) => {
    const entry = byAddress.get(address);
    return entry !== undefined && clock.monotonic() - entry.since < REFUSALS_WINDOW_MS ? entry : undefined;
  };

  /** Tells of all since the last line, and is quiet for a while; what comes meanwhile is told after it. */
  const tell = async (): Promise<void> => {
    isQuiet = true;
    while (untold > 0 && !end.signal.aborted) {
      log.warn('webhooks were refused: they are not signed by the secret of this server', { refused: untold, last });
      untold = 0;
      await clock.sleep(REFUSALS_WINDOW_MS, end.signal);
    }
    isQuiet = false;
  };

  return {
    isShut: (address) => (known(address)?.count ?? 0) >= MOST_REFUSALS,
    refused(address) {
      const entry = known(address) ?? { since: clock.monotonic(), count: 0 };
      entry.count++;
      byAddress.delete(address);
      byAddress.set(address, entry);
      const oldest = byAddress.size > MOST_ADDRESSES ? byAddress.keys().next().value : undefined;
      if (oldest !== undefined) byAddress.delete(oldest);
      untold++;
      last = address;
      if (!isQuiet) void tell();
    },
    admitted: (address) => void byAddress.delete(address),
    close: () => end.abort(),
  };
}
