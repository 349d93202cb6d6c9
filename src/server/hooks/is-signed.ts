import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What a forge sent, as it came. */
export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** Gitee's own limit for the moment that it signs, UTC milliseconds. */
const GITEE_AGE_MS = 3_600_000;
/** That of Standard Webhooks, by which GitLab signs. */
const STANDARD_AGE_MS = 300_000;

/** The headers in which a forge says that it knows the secret. */
const SIGNATURES = ['x-hub-signature-256', 'webhook-signature', 'x-gitlab-token', 'x-gitee-token'];

/** False for what can be refused before its body is read: nothing in it says that who sent it knows the secret. */
export function saysWhoSigned(headers: IncomingHttpHeaders): boolean {
  return SIGNATURES.some((name) => headers[name] !== undefined);
}

/**
 * Whether who sent this knows the secret, by any of the ways of the forges: GitHub, Gitea and Forgejo sign the body
 * (`X-Hub-Signature-256`); GitLab signs it as Standard Webhooks do (`webhook-signature`) or sends the secret
 * (`X-Gitlab-Token`); Gitee signs the moment or sends the secret (`X-Gitee-Token`). Takes the same time wherever they differ.
 *
 * @param now UTC milliseconds: an old signature that has a moment in it is none.
 */
export function isSigned({ headers, body }: Delivery, secret: string, now: number): boolean {
  const of = (name: string): string | undefined => [headers[name]].flat()[0];
  const hub = of('x-hub-signature-256');
  if (hub !== undefined) return isSame(hub, `sha256=${hmac(secret, body).toString('hex')}`);
  const [id, moment, signatures] = [of('webhook-id'), of('webhook-timestamp'), of('webhook-signature')];
  if (id !== undefined && moment !== undefined && signatures !== undefined) {
    if (!isRecent(Number(moment) * 1_000, now, STANDARD_AGE_MS)) return false;
    const wanted = `v1,${hmac(standardKey(secret), `${id}.${moment}.`, body).toString('base64')}`;
    return signatures.split(' ').some((signature) => isSame(signature, wanted));
  }
  const gitlab = of('x-gitlab-token');
  if (gitlab !== undefined) return isSame(gitlab, secret);
  const gitee = of('x-gitee-token');
  if (gitee === undefined) return false;
  const signedAt = of('x-gitee-timestamp');
  if (isSame(gitee, secret)) return true;
  if (signedAt === undefined || !isRecent(Number(signedAt), now, GITEE_AGE_MS)) return false;
  const wanted = hmac(secret, `${signedAt}\n${secret}`).toString('base64');
  // it is escaped as in an address, or not
  return isSame(gitee, wanted) || isSame(gitee, encodeURIComponent(wanted));
}

/** Standard Webhooks writes a key of bytes as `whsec_` and base64; another text is the key as it is. */
function standardKey(secret: string): string | Uint8Array {
  const [, written] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  return written === undefined ? secret : Buffer.from(written, 'base64');
}

function hmac(key: string | Uint8Array, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const made = createHmac('sha256', key);
  for (const part of parts) made.update(part);
  return made.digest();
}

function isRecent(moment: number, now: number, ageMs: number): boolean {
  return Number.isFinite(moment) && Math.abs(now - moment) <= ageMs;
}

/** By their digests, so that no length shows. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
