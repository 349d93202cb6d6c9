import { createForge } from '../../../src/review/create-forge.ts';
import type { ForgeKind } from '../../../src/review/create-forge.ts';
import { publishReview, type PublishedReview, type ReviewOptions } from '../../../src/review/publish-review.ts';
import { forgeServer, TOKEN, type ForgeServer } from './forge-server.ts';
import { plans } from './publication-of.ts';

/** Commits of the pull request at first. */
export const HEAD = 'a'.repeat(40);
export const BASE = 'b'.repeat(40);

/** A server with the pull request. */
export function startForge(kind: ForgeKind): Promise<ForgeServer> {
  return forgeServer(kind, { head: HEAD, base: BASE });
}

/** Time that passes only by waiting. */
export function testClock() {
  let time = Date.UTC(2026, 2, 2);
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    async sleep(milliseconds: number) {
      waits.push(milliseconds);
      time += milliseconds;
    },
  };
}

/** Publishes a plan of one changed pipeline, unless told otherwise. */
export function reviewAt(
  kind: ForgeKind,
  server: ForgeServer,
  options: Partial<ReviewOptions> = {},
  token = TOKEN,
): Promise<PublishedReview> {
  const clock = options.clock ?? testClock();
  const forge = createForge(kind, {
    api: server.url,
    repository: 'acme/shop',
    number: 7,
    token,
    clock,
    timeoutMs: 2_000,
  });
  return publishReview(forge, {
    head: HEAD,
    always: false,
    clock,
    plan: plans(),
    ...options,
  });
}
