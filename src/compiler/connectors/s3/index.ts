import { pluginConnector } from '../plugin-connector.ts';
import { spec } from './spec.ts';

export const connector = pluginConnector(spec);
