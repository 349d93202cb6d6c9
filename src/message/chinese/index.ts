import type { Catalogue } from '../message.ts';
import { ALERTS } from './alerts.ts';
import { BACKFILLS } from './backfills.ts';
import { CURSOR_BACKFILLS } from './cursor-backfills.ts';
import { CHECK } from './check.ts';
import { CONNECT } from './connect.ts';
import { CRON } from './cron.ts';
import { DATA_RULES } from './data-rules.ts';
import { OUTPUT } from './output.ts';
import { OWNERS } from './owners.ts';
import { CURSORS } from './cursors.ts';
import { DELETES } from './deletes.ts';
import { DOCTOR } from './doctor.ts';
import { PLAN_BACKFILLS } from './plan-backfills.ts';
import { PAUSES } from './pauses.ts';
import { WHYS } from './whys.ts';
import { RUNS } from './runs.ts';
import { ROLLBACKS } from './rollbacks.ts';
import { DRIFT } from './drift.ts';
import { EVENTS } from './events.ts';
import { FIXES } from './fixes.ts';
import { FORMAT } from './format.ts';
import { SAMPLES } from './samples.ts';
import { SHAPE } from './shape.ts';
import { ENGINE_RULES } from './engine-rules.ts';
import { SCHEDULE_RULES } from './schedule-rules.ts';
import { TESTING } from './testing.ts';
import { TIME } from './time.ts';
import { YAML } from './yaml.ts';
import { CODES } from './codes.ts';
import { CONNECTORS } from './connectors.ts';
import { DIAGNOSTICS } from './diagnostics.ts';
import { IMPORT } from './import.ts';
import { LOAD } from './load.ts';
import { LOWER } from './lower.ts';
import { LSP } from './lsp.ts';
import { SYNTAX } from './syntax.ts';
import { TARGETS } from './targets.ts';
import { CLI } from './cli.ts';
import { PLAN } from './plan.ts';
import { PLAN_APPLY } from './plan-apply.ts';
import { PLAN_BASE } from './plan-base.ts';
import { PLAN_DATA } from './plan-data.ts';
import { PLAN_DOWNSTREAM } from './plan-downstream.ts';
import { PLAN_FIRST_RUN } from './plan-first-run.ts';
import { PLAN_STATE } from './plan-state.ts';
import { PLAN_STREAMS } from './plan-streams.ts';
import { PLAN_TIMING } from './plan-timing.ts';
import { PLAN_VALUES } from './plan-values.ts';
import { PLAN_VIEW } from './plan-view.ts';
import { POLICIES } from './policies.ts';
import { REVIEW } from './review.ts';
import { UPKEEP } from './upkeep.ts';
import { USAGE } from './usage.ts';

/** Every template of the program in Chinese; the gate `check-messages` holds it complete. */
export const CHINESE: Catalogue = {
  ...ALERTS,
  ...BACKFILLS,
  ...CURSOR_BACKFILLS,
  ...CHECK,
  ...CONNECT,
  ...CRON,
  ...DATA_RULES,
  ...OUTPUT,
  ...OWNERS,
  ...ENGINE_RULES,
  ...SCHEDULE_RULES,
  ...FIXES,
  ...FORMAT,
  ...SAMPLES,
  ...SHAPE,
  ...TESTING,
  ...TIME,
  ...YAML,
  ...CODES,
  ...CONNECTORS,
  ...DIAGNOSTICS,
  ...DOCTOR,
  ...DRIFT,
  ...EVENTS,
  ...IMPORT,
  ...LOAD,
  ...LOWER,
  ...LSP,
  ...SYNTAX,
  ...TARGETS,
  ...CLI,
  ...PLAN,
  ...CURSORS,
  ...DELETES,
  ...PAUSES,
  ...PLAN_BACKFILLS,
  ...ROLLBACKS,
  ...RUNS,
  ...WHYS,
  ...PLAN_APPLY,
  ...PLAN_BASE,
  ...PLAN_DATA,
  ...PLAN_DOWNSTREAM,
  ...PLAN_FIRST_RUN,
  ...PLAN_STATE,
  ...PLAN_STREAMS,
  ...PLAN_TIMING,
  ...PLAN_VALUES,
  ...PLAN_VIEW,
  ...POLICIES,
  ...REVIEW,
  ...UPKEEP,
  ...USAGE,
};
