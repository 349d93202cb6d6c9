/**
 * How long a forge wants us to wait, in milliseconds; undefined where its answer is no limit. GitHub limits with 403 or
 * 429 and says when in Retry-After or X-RateLimit-Reset (seconds since 1970); GitLab with 429, Retry-After and
 * RateLimit-Reset. Where nothing says when, `otherwise`.
 */
export function waitOfLimit(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: string,
  now: number,
  otherwise: number,
): number | undefined {
  const left = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining');
  const after = headers.get('retry-after');
  const limited = status === 429 || (status === 403 && (after !== null || left === '0' || /rate limit/i.test(body)));
  if (!limited) return undefined;
  const told = after === null ? undefined : waitOf(after, now);
  if (told !== undefined) return told;
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  return left === '0' && Number.isFinite(reset) ? Math.max(0, reset * 1000 - now) + 1000 : otherwise;
}

/** Retry-After: seconds, or a date of HTTP. */
function waitOf(after: string, now: number): number | undefined {
  if (/^\d+$/.test(after.trim())) return Number(after) * 1000;
  const at = Date.parse(after);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
