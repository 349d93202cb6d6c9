export { askDatasource, asksFor, type Answer, type Question } from './ask/ask-datasource.ts';
export type { Facts } from './facts.ts';
export { describeChange } from './describe-change.ts';
export { judge } from './judge/judge.ts';
export { lookAtDatasources, type LookRequest, type Looks } from './look-at-datasources.ts';
export { lookAtSizes, type SourceSizes } from './size/look-at-sizes.ts';
export { nextSnapshot } from './next-snapshot.ts';
export { snapshotText } from './snapshot-text.ts';
export { namesMatching, wantedOf } from './wanted.ts';
