export { createEmbeddedBus, type EmbeddedBusOptions } from './embedded/create-embedded-bus.ts';
export { createKafkaBus, type KafkaBusOptions } from './kafka/create-kafka-bus.ts';
export { createKafkaFeed, type KafkaFeedOptions } from './kafka/follow-kafka-events.ts';
export { readEventFiles } from './embedded/read-event-files.ts';
export { readKafkaEvents, type KafkaReading } from './kafka/read-kafka-events.ts';
export { readJsonLines } from './read-json-lines.ts';
export { createKafkaClient, type KafkaAddress } from './kafka/kafka-client.ts';
export { kafkaFailure } from './kafka/kafka-failure.ts';
export { topicProblems } from './kafka/topic-settings.ts';
