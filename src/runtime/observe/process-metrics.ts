import { collectDefaultMetrics, type Registry } from 'prom-client';

/**
 * How often the event loop's lateness is measured, which it includes. Each time is a wake-up: at 10 ms, the default, they are more
 * than half of what an idle daemon may take of a core.
 */
const EVENT_LOOP_EVERY_MS = 100;

/** Adds what the process itself uses (`process_*`) and how Node does (`nodejs_*`). Once in a process: it listens to Node for good. */
export function collectProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_EVERY_MS });
}
