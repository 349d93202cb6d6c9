import type { ChunjunEmitter } from '../../targets/index.ts';
import { spec } from './spec.ts';
import { kafkaReader, kafkaWriter, topicList } from './sync.ts';

export const chunjun: ChunjunEmitter = {
  reader: (source, context) => kafkaReader(spec.source.chunjun?.options ?? {}, topicList, source, context),
  writer: (sink, context) => kafkaWriter(spec.sink.chunjun?.options ?? {}, sink, context),
};
