import type { FastifyInstance } from 'fastify';
import { OperatingError } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION } from '../views/index.ts';

/** `GET /api/v1/artefacts/:digest`: an artefact as it was accepted; secrets are references. */
export function getArtefact(server: FastifyInstance, { artefacts }: ServerContext): void {
  server.get<{ Params: { digest: string } }>('/api/v1/artefacts/:digest', async ({ params: { digest } }) => {
    const artefact = await artefacts.get(digest);
    if (artefact === undefined)
      throw new OperatingError('NOT_FOUND', `no artefact ${digest} is stored`, { retryable: false });
    return { formatVersion: FORMAT_VERSION, digest, artefact };
  });
}
