import { collectDefaultMetrics, type Registry } from 'prom-client';

/** Adds what the process itself uses (`process_*`) and how Node does (`nodejs_*`). Once in a process: it listens to Node for good. */
export function collectProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
}
