export { createJobLogs } from './job-logs.ts';
export { createRuntimeMetrics, type RuntimeMetrics } from './metrics.ts';
export { createPinoLog, type LogLevel, type PinoLogOptions } from './pino-log.ts';
export { isDeadHere, processIdentity, registerProcess, type ProcessRegister } from './process-register.ts';
export { createSystemClock } from './system-clock.ts';
export { createRandomFrom, createSystemRandom } from './system-random.ts';
export { within } from './within.ts';
export { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
export { createWake } from './wake.ts';
