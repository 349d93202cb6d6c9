export { runWatcher, type WatcherDependencies } from './watcher.ts';
