import { isAlive } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import type { SeenPart } from './readiness.ts';

/** Whether others hear that this process is there: else they take it for gone, and it hears of no drain, however well it works. */
export function presencePart({ status, clock }: Pick<ServerContext, 'status' | 'clock'>): SeenPart {
  const { unheardSince } = status();
  if (unheardSince === undefined) return { name: 'presence', state: 'ok', seen: 'others hear of this process' };
  const silentMs = Math.max(0, clock.now() - unheardSince);
  const seen = `signs of life of this process are not written since ${Math.round(silentMs / 1000)} s ago; its log says why`;
  return { name: 'presence', state: isAlive({ silentMs }) ? 'ok' : 'degraded', seen };
}
