export { createEmbeddedBus, type EmbeddedBusOptions } from './embedded/create-embedded-bus.ts';
export { createKafkaBus, type KafkaBusOptions } from './kafka/create-kafka-bus.ts';
