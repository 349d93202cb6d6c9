export { createReconciler, type Reconciler, type ReconcilerDependencies, type ReconcileOutcome } from './reconciler.ts';
