/** A part of a page of docs/diagnostics, by its heading: `Wrong` or `Right`. */
export function sectionOf(page: string, heading: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
}

/** Fenced blocks by file: the info string is `yaml FILE`; without a file it is a pipeline. */
export function examplesIn(text: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [, info = '', body = ''] of text.matchAll(/^```(?:yaml|ts|text)([^\n]*)\n([\s\S]*?)^```$/gm)) {
    files[info.trim() || 'pipelines/example.yaml'] = body;
  }
  return files;
}

/** A job file as it lies: the info string is `json ENGINE [VERSION]`. */
export function jobIn(text: string): { engine: 'flinkx' | 'chunjun'; version?: string; text: string } | undefined {
  const job = /^```json (flinkx|chunjun)(?: ([\d.]+))?\n([\s\S]*?)^```$/m.exec(text);
  if (job === null) return undefined;
  const [, engine, version, body = ''] = job;
  return {
    engine: engine === 'flinkx' ? 'flinkx' : 'chunjun',
    text: body,
    ...(version === undefined ? {} : { version }),
  };
}
