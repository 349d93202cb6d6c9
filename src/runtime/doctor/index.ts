export { type Check, type CheckResult, type CheckState, failed, ok, skipped, warning } from './check.ts';
export { engineChecks } from './check-engines.ts';
export { hostChecks } from './check-host.ts';
export { runChecks } from './run-checks.ts';
export { toldFailure } from './told-failure.ts';
export { serviceChecks } from './service-checks.ts';
