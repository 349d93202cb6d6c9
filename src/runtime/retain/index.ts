export { createRetainer, type Forgotten, type KeepRuns, type Retainer, type RetainerDependencies } from './retainer.ts';
