import { LIKE_MYSQL } from '../jdbc-family/jdbc-connector.ts';
import { shardedConnector } from '../jdbc-family/sharded-connector.ts';
import { spec } from './spec.ts';

export const connector = shardedConnector(spec, LIKE_MYSQL);
