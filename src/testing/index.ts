export { runTests, type RunTestsOptions } from './run-tests.ts';
export type { CaseResult, TestRun } from './test-run.ts';
export type { ExpectationUpdate } from './expectation-update.ts';
export type { UpdatedPlace } from './update-expectations.ts';
export { writeUpdates, type UpdatedFile } from './write-updates.ts';
