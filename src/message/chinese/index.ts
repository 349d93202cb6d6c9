import type { Catalogue } from '../message.ts';
import { CHECK } from './check.ts';
import { CONNECT } from './connect.ts';
import { CRON } from './cron.ts';
import { OUTPUT } from './output.ts';
import { TIME } from './time.ts';
import { YAML } from './yaml.ts';

/** Every template of the program in Chinese; the gate `check-messages` holds it complete. */
export const CHINESE: Catalogue = { ...CHECK, ...CONNECT, ...CRON, ...OUTPUT, ...TIME, ...YAML };
