import { indexStep } from './index-step.ts';
import type { Migration } from './migration.ts';

/**
 * Each project and environment looks for what is due, to be claimed or expired in its own part of an index. The indexes before
 * (`sluice_deployment_due`, `sluice_run_claim`, `sluice_run_expiry`) serve the release before, and may go with it.
 */
export const SCOPES: Migration = {
  number: 4,
  name: 'scopes',
  mysql: [
    indexStep('sluice_deployment_next', 'sluice_deployment', '(`project`, `environment`, `state`, `next_fire_time`)'),
    indexStep('sluice_run_claimable', 'sluice_run', '(`project`, `environment`, `state`, `not_before`, `id`)'),
    indexStep('sluice_run_held', 'sluice_run', '(`project`, `environment`, `state`, `claimed_until`)'),
  ],
  sqlite: [
    `CREATE INDEX IF NOT EXISTS sluice_deployment_next
      ON sluice_deployment ("project", "environment", "state", "next_fire_time")`,
    `CREATE INDEX IF NOT EXISTS sluice_run_claimable
      ON sluice_run ("project", "environment", "state", "not_before", "id")`,
    `CREATE INDEX IF NOT EXISTS sluice_run_held ON sluice_run ("project", "environment", "state", "claimed_until")`,
  ],
};
