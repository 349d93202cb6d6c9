import { printPlugin } from '../../targets/index.ts';
import type { Connector } from '../connector.ts';
import { pluginConnector } from '../plugin-connector.ts';
import { reportKeyPlaces } from './report-key-places.ts';
import { spec, WRITER_1_11 } from './spec.ts';

export const connector: Connector = {
  ...pluginConnector(spec),
  flinkx: {
    writer(sink, context) {
      reportKeyPlaces(sink, context);
      return printPlugin(WRITER_1_11, sink, context);
    },
  },
};
