import { OperatingError, type SchemaStatus } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import type { SeenPart } from './readiness.ts';

/**
 * The schema of the store against that of this build. It was well when the process started; since then a newer build may have
 * brought it forward, or a person may have put an older copy in its place. Throws what the store throws.
 */
export async function migrationsPart({ store }: Pick<ServerContext, 'store'>): Promise<SeenPart> {
  const schema = await store.schema();
  const trouble = schemaTrouble(schema);
  if (trouble !== undefined)
    return { name: 'migrations', state: 'failed', seen: `${trouble.message}; ${trouble.help}` };
  const { found, own, newer } = schema;
  return newer.length === 0
    ? { name: 'migrations', state: 'ok', seen: `the store has the schema of this build, ${own}` }
    : {
        name: 'migrations',
        state: 'degraded',
        seen: `the store's schema ${found} is newer than this build's ${own}, which goes on with it`,
      };
}

/** Why this build cannot work with the store as it is now; undefined = it can. */
export function schemaTrouble({ found, own, pending, thisGoesOn }: SchemaStatus): OperatingError | undefined {
  if (!thisGoesOn)
    return new OperatingError('STORE_UNSUPPORTED', `the store's schema ${found} is newer than this build's ${own}`, {
      retryable: false,
      help: 'upgrade this host: the store was brought forward by a build that this one does not go with',
    });
  if (pending.length === 0) return undefined;
  const missing = pending.map(({ number }) => number).join(', ');
  return new OperatingError('STORE_UNSUPPORTED', `the store lacks steps of this build's schema: ${missing}`, {
    retryable: false,
    help: 'an older copy of the store was put in its place: start this process again, which brings it forward',
  });
}
