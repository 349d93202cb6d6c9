import { jdbcConnector, LIKE_MYSQL } from '../jdbc-family/jdbc-connector.ts';
import { spec } from './spec.ts';

export const connector = jdbcConnector(spec, LIKE_MYSQL);
