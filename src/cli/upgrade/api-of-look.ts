import type { Deployment, StoreLook } from '../../runtime/index.ts';
import { toDeploymentJson } from '../../server/index.ts';
import type { DeployedApi } from '../plan/deployed-base.ts';

/**
 * What a plan asks the API of what is deployed, answered from a store that this version has not migrated. Open runs, backfills and the source
 * are left out: they say nothing of what another version makes of the same definitions.
 */
export function apiOfLook(
  look: Pick<StoreLook, 'artefact'>,
  deployments: readonly Deployment[],
  place: { readonly project: string; readonly environment: string },
): DeployedApi {
  const answer = async (path: string): Promise<unknown> => {
    const { pathname } = new URL(path, 'http://store');
    const digest = /^\/api\/v1\/artefacts\/(.+)$/.exec(pathname)?.[1];
    if (digest !== undefined) return look.artefact(decodeURIComponent(digest));
    switch (pathname) {
      case '/api/v1/deployments':
        return { ...place, items: deployments.map((deployment) => toDeploymentJson(deployment)), nextCursor: null };
      case '/api/v1/runs':
      case '/api/v1/backfills':
        return { items: [], nextCursor: null };
      case '/api/v1/diagnostics':
        return { source: null };
      default:
        throw new Error(`a plan asks what a store before its migration is not asked: ${pathname}`);
    }
  };
  return {
    get: async <T>(path: string) => (await answer(path)) as T, // the shapes of the routes, made by the routes' own views
    find: async <T>(path: string) => (await answer(path)) as T | undefined,
  };
}
