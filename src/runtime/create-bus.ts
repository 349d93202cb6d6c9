import type { Bus, Log } from './ports/index.ts';
import type { BusSettings } from './runtime-options.ts';

/** The bus that the settings name; the Kafka driver is loaded only for Kafka. */
export async function createBus(settings: BusSettings, log: Log): Promise<Bus> {
  const { createEmbeddedBus, createKafkaBus } = await import('./bus/index.ts');
  switch (settings.kind) {
    case 'embedded':
      return createEmbeddedBus({ folder: settings.dir });
    case 'kafka':
      return createKafkaBus({ brokers: settings.brokers, log });
    default:
      return settings satisfies never;
  }
}
