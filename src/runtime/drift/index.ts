export { DRIFT_REASONS, type DriftFact, type DriftReason, type DriftReport, type UnseenFact } from './drift-fact.ts';
export { driftMessage, driftText, unseenMessage, unseenText } from './drift-message.ts';
export { createDriftWatch, type DriftWatch, type DriftWatchDependencies } from './drift-watch.ts';
export { findDrift, type DriftDependencies } from './find-drift.ts';
export { RecordedArtefacts } from './recorded-artefacts.ts';
export { vantageOf, type Vantage } from './vantage.ts';
