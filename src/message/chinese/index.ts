import type { Catalogue } from '../message.ts';
import { CHECK } from './check.ts';
import { CONNECT } from './connect.ts';
import { CRON } from './cron.ts';
import { OUTPUT } from './output.ts';
import { SCHEDULE_RULES } from './schedule-rules.ts';
import { TIME } from './time.ts';
import { YAML } from './yaml.ts';
import { CODES } from './codes.ts';
import { CONNECTORS } from './connectors.ts';
import { DIAGNOSTICS } from './diagnostics.ts';
import { IMPORT } from './import.ts';
import { LOAD } from './load.ts';
import { LOWER } from './lower.ts';
import { SYNTAX } from './syntax.ts';
import { TARGETS } from './targets.ts';

/** Every template of the program in Chinese; the gate `check-messages` holds it complete. */
export const CHINESE: Catalogue = {
  ...CHECK,
  ...CONNECT,
  ...CRON,
  ...OUTPUT,
  ...SCHEDULE_RULES,
  ...TIME,
  ...YAML,
  ...CODES,
  ...CONNECTORS,
  ...DIAGNOSTICS,
  ...IMPORT,
  ...LOAD,
  ...LOWER,
  ...SYNTAX,
  ...TARGETS,
};
