import type { Connector } from '../connector.ts';
import { local } from './local.ts';
import { spec } from './spec.ts';

export const connector: Connector = { spec, local };
