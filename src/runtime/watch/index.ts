export { followNudges, type NudgeDependencies } from './follow-nudges.ts';
export { runWatcher, type WatcherDependencies } from './watcher.ts';
