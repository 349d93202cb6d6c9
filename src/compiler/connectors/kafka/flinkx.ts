import type { FlinkxEmitter } from '../../targets/index.ts';
import { spec } from './spec.ts';
import { kafkaReader, kafkaWriter, topicText } from './sync.ts';

export const flinkx: FlinkxEmitter = {
  reader: (source, context) => kafkaReader(spec.source.flinkx?.options ?? {}, topicText, source, context),
  writer: (sink, context) => kafkaWriter(spec.sink.flinkx?.options ?? {}, sink, context),
};
