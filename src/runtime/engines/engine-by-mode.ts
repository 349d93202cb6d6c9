import { isSessionMode } from '../../engine-versions/index.ts';
import type { Engine, LaunchRequest } from '../ports/index.ts';

/** One engine whose jobs run as processes of this host or on a session cluster, by the engine's `mode`. */
export function engineByMode(local: Engine, session: Engine): Engine {
  const of = ({ artefact }: LaunchRequest): Engine => engineOf(artefact.engine);
  const engineOf = ({ mode }: { readonly mode?: string }): Engine => (isSessionMode(mode) ? session : local);
  return {
    type: local.type,
    outlivesExecutor: local.outlivesExecutor && session.outlivesExecutor,
    pollMs: Math.min(local.pollMs, session.pollMs),
    isHostBound: (engine) => engineOf(engine).isHostBound?.(engine) ?? false,
    reserve: (request) => of(request).reserve(request),
    submit: (request, ref, log) => of(request).submit(request, ref, log),
    observe: (request, ref, log) => of(request).observe(request, ref, log),
    stop: (request, ref) => of(request).stop(request, ref),
    look: (engine, refs) => engineOf(engine).look(engine, refs),
    async close() {
      await Promise.all([local.close(), session.close()]);
    },
  };
}
