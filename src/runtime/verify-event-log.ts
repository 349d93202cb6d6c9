import { verifyEvents, type FoundEvent, type Verification, type VerifyOptions } from './audit/index.ts';
import { kafkaAddress } from './kafka-address.ts';
import { AUDIT_TOPIC, RUNS_TOPIC, type Clock, type Log, type Random } from './ports/index.ts';
import type { BusSettings } from './runtime-options.ts';

/** Where events lie: on a bus, or in a file that somebody has made of them. */
export type EventLog = BusSettings | { readonly kind: 'file'; readonly path: string };

/** So young a head record may be read before what it tells of, where a relay publishes meanwhile. */
const SETTLED_AFTER_MS = 60_000;

export interface VerifyLogOptions extends Pick<VerifyOptions, 'since' | 'progress'> {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Reads all events of a log and proves that they are whole. Throws BUS_UNREACHABLE, BUS_REFUSED, NOT_FOUND or FILE_UNREADABLE. */
export async function verifyEventLog(place: EventLog, options: VerifyLogOptions): Promise<Verification> {
  const { clock, since, progress } = options;
  return verifyEvents(await eventsOf(place, options), {
    ...(place.kind === 'file' ? {} : { settled: clock.now() - SETTLED_AFTER_MS, topics: [AUDIT_TOPIC, RUNS_TOPIC] }),
    ...(since === undefined ? {} : { since }),
    ...(progress === undefined ? {} : { progress }),
  });
}

/** Everything that is there, in its order within each key. Throws as {@link verifyEventLog}. */
export async function eventsOf(
  place: EventLog,
  options: Pick<VerifyLogOptions, 'clock' | 'random' | 'log'>,
): Promise<AsyncIterable<FoundEvent>> {
  const bus = await import('./bus/index.ts');
  switch (place.kind) {
    case 'file':
      return bus.readJsonLines(place.path, false);
    case 'embedded':
      return bus.readEventFiles(place.dir);
    case 'kafka': {
      const { clock, random, log } = options;
      return bus.readKafkaEvents({ ...(await kafkaAddress(place)), clock, random, log });
    }
    default:
      return place satisfies never;
  }
}
