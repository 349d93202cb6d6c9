import type { Connector } from '../connector.ts';
import { kafkaEmitter } from '../kafka/sync.ts';
import { spec } from './spec.ts';

export const connector: Connector = { spec, flinkx: kafkaEmitter(spec, 'flinkx') };
