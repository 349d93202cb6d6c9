export { createAppliedSource, type AppliedSource, type AppliedSourceDependencies } from './applied-source.ts';
export { createReconciler, type Reconciler, type ReconcilerDependencies, type ReconcileOutcome } from './reconciler.ts';
export { clockAfter, toDeploymentChange, type WantedPipeline } from './to-deployment-change.ts';
