import { FIRST_TABLES } from './0001-first-tables.ts';
import { FORMER_NAMES } from './0002-former-names.ts';
import { EVENT_MARKS } from './0003-event-marks.ts';
import { SCOPES } from './0004-scopes.ts';
import { NUDGES } from './0005-nudges.ts';
import { CONDITIONS } from './0007-conditions.ts';
import { PROCESSES } from './0008-processes.ts';
import { CLAIMS } from './0009-claims.ts';
import { BACKFILLS } from './0010-backfills.ts';
import { REQUESTS } from './0011-requests.ts';
import { PUT_OFF_FIRES } from './0012-put-off-fires.ts';
import { ALERTS } from './0013-alerts.ts';
import { CURSOR_BACKFILLS } from './0014-cursor-backfills.ts';
import { LABELS } from './0015-labels.ts';
import type { Migration } from './migration.ts';

/**
 * The newest schema of the release before this one. Its builds go on while hosts are upgraded one after the other; older ones
 * are refused. Raised with each release, never within one. Before the first release it stands for builds of the time before
 * schema 4, so that all of this is tried before it is needed: they run and publish what is on record, and lead no more
 * (`close-shared-leader.ts`).
 */
export const LAST_RELEASED = 3;

/** All migrations, oldest first. A new one gets the next number; a released one is never touched. */
export const MIGRATIONS: readonly Migration[] = [
  FIRST_TABLES,
  FORMER_NAMES,
  EVENT_MARKS,
  SCOPES,
  NUDGES,
  CONDITIONS,
  PROCESSES,
  CLAIMS,
  BACKFILLS,
  REQUESTS,
  PUT_OFF_FIRES,
  ALERTS,
  CURSOR_BACKFILLS,
  LABELS,
];
