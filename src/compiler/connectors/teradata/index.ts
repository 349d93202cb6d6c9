import { jdbcConnector, STANDARD } from '../jdbc-family/jdbc-connector.ts';
import { spec } from './spec.ts';

export const connector = jdbcConnector(spec, STANDARD);
