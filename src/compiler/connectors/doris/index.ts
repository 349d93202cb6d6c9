import type { Connector } from '../connector.ts';
import { jdbcEmitter, LIKE_MYSQL } from '../jdbc-family/jdbc-connector.ts';
import { pluginConnector } from '../plugin-connector.ts';
import { READER_1_16, spec } from './spec.ts';

const plugins = pluginConnector(spec);

/** The reader is that of a database, the writer loads. */
export const connector: Connector = {
  ...plugins,
  chunjun: { ...plugins.chunjun, ...jdbcEmitter(LIKE_MYSQL, READER_1_16) },
};
