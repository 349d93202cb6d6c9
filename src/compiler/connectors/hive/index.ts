import type { Connector } from '../connector.ts';
import { jdbcEmitter, LIKE_MYSQL } from '../jdbc-family/jdbc-connector.ts';
import { pluginConnector } from '../plugin-connector.ts';
import { READER_1_16, spec } from './spec.ts';

const writers = pluginConnector(spec);

/** Writers print what their tables say; the reader builds SQL, with literals and quotes like MySQL's. */
export const connector: Connector = {
  ...writers,
  chunjun: { ...writers.chunjun, ...jdbcEmitter(LIKE_MYSQL, READER_1_16) },
};
