import { kafkaAddress } from './kafka-address.ts';
import type { Bus, EventFeed, Log, Random } from './ports/index.ts';
import type { BusSettings } from './runtime-options.ts';

/** The bus that the settings name; the Kafka driver is loaded only for Kafka. */
export async function createBus(settings: BusSettings, log: Log): Promise<Bus> {
  const { createEmbeddedBus, createKafkaBus } = await import('./bus/index.ts');
  switch (settings.kind) {
    case 'embedded':
      return createEmbeddedBus({ folder: settings.dir });
    case 'kafka':
      return createKafkaBus({ ...(await kafkaAddress(settings)), log });
    default:
      return settings satisfies never;
  }
}

/** What reads the events of the bus back; undefined for files, which hold no more than the store beside them. */
export async function createEventFeed(settings: BusSettings, log: Log, random: Random): Promise<EventFeed | undefined> {
  if (settings.kind !== 'kafka') return undefined;
  const { createKafkaFeed } = await import('./bus/index.ts');
  return createKafkaFeed({ ...(await kafkaAddress(settings)), log, random });
}
