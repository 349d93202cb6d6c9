/** For tests of rooms that see the runtime through its door alone. */
export { createVirtualClock } from '../../src/runtime/observe/index.ts';
