export type * from './connector-spec.ts';
export { TARGET_NAMES, type TargetName } from './target-name.ts';
