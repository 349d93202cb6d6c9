export { createEventIndex, type EventIndex, type EventIndexDependencies } from './event-index.ts';
export { removeIndexFile } from './index-file.ts';
