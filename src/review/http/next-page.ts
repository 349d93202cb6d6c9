/** The address of the next page by a Link header (RFC 8288); undefined on the last. */
export function nextPage(link: string | null): string | undefined {
  for (const part of (link ?? '').split(/,(?=\s*<)/)) {
    const [, url, parameters = ''] = /^\s*<([^>]*)>(.*)$/.exec(part) ?? [];
    if (url !== undefined && /;\s*rel="?next"?(\s|;|$)/i.test(parameters)) return url;
  }
  return undefined;
}
