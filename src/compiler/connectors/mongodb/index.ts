import { printPlugin } from '../../targets/index.ts';
import type { Connector } from '../connector.ts';
import { reportBatchOfReplaced, reportUnusedLogin } from './check-side.ts';
import { READER_1_11, READER_1_16, spec, WRITER_1_11, WRITER_1_16 } from './spec.ts';

export const connector: Connector = {
  spec,
  flinkx: {
    reader(source, context) {
      reportUnusedLogin(source, context);
      return printPlugin(READER_1_11, source, context);
    },
    writer(sink, context) {
      reportUnusedLogin(sink, context);
      return printPlugin(WRITER_1_11, sink, context);
    },
  },
  chunjun: {
    reader(source, context) {
      reportUnusedLogin(source, context);
      return printPlugin(READER_1_16, source, context);
    },
    writer(sink, context) {
      reportUnusedLogin(sink, context);
      reportBatchOfReplaced(sink, context);
      return printPlugin(WRITER_1_16, sink, context);
    },
  },
};
