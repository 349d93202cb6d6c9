const MEGABYTE = 1_000_000;

function filled(part: string, size: number): string {
  return part.repeat(Math.ceil(size / part.length)).slice(0, size);
}

/** As many numbered parts as a text of the size has room for. */
function numbered(part: (index: number) => string, between: string, size: number): string {
  const parts: string[] = [];
  for (let length = 0; length < size; length += (parts.at(-1) ?? '').length + between.length)
    parts.push(part(parts.length));
  return parts.join(between);
}

const yaml = (text: string): [string, string] => ['pipelines/nasty.yaml', text];
const SIDES = 'sink: {datasource: ods, table: u}\n';
const movement = (source: string): string =>
  `name: a\nschedule: manual\nsource: {datasource: erp, table: t, ${source}}\n${SIDES}`;

/**
 * Files, by path, that once made the compiler slow or made it throw: each is a step that was taken for every mistake or
 * column from the beginning. `size` is that of the text, in characters.
 */
export function nastyFiles(size = MEGABYTE): Readonly<Record<string, readonly [path: string, text: string]>> {
  return {
    'open brackets': yaml(filled('[', size)),
    'open maps': yaml(filled('{a: ', size)),
    'unknown keys': yaml(numbered((index) => `k${index}: 1`, '\n', size)),
    'unknown keys without values': yaml(numbered((index) => `k${index}:`, '\n', size)),
    'unknown keys on one line': yaml(`{${numbered((index) => `k${index}: 1`, ', ', size)}}`),
    'one key again and again': yaml(filled('a: 1\n', size)),
    anchors: yaml(numbered((index) => `k${index}: &a${index} v`, '\n', size)),
    'numbers with colons': yaml(`name: ${filled('1:', size)}x`),
    'leading zeros': yaml(movement(`options: {k: [${filled('017, ', size)}]}`)),
    switches: yaml(movement(`options: {${numbered((index) => `k${index}: yes`, ', ', size)}}`)),
    columns: yaml(movement(`columns: [${numbered((index) => `c${index} bigint`, ', ', size)}]`)),
    'columns of no type': yaml(movement(`columns: [${numbered((index) => `c${index} bigintt`, ', ', size)}]`)),
    'columns of no source': yaml(
      `name: a\nschedule: manual\nsource: {datasource: erp, table: t, columns: [${numbered((index) => `c${index} int`, ', ', size / 2)}]}\n` +
        `sink: {datasource: ods, table: u, columns: [${numbered((index) => `{name: d${index}, from: x${index}}`, ', ', size / 2)}]}\n`,
    ),
    'keys of no column': yaml(
      `name: a\nschedule: manual\nsource: {datasource: erp, table: t, columns: [${numbered((index) => `c${index} int`, ', ', size / 2)}]}\n` +
        `sink: {datasource: ods, table: u, mode: upsert, key: [${numbered((index) => `d${index}`, ', ', size / 2)}]}\n`,
    ),
    dependencies: yaml(
      `name: a\nschedule: manual\ncommand: [x]\ndependsOn: [${numbered((index) => `p-${index}`, ', ', size)}]\n`,
    ),
    'run-time values': yaml(`name: a\nschedule: manual\ncommand: ["${filled('${nothing}', size)}"]\n`),
    'a long cron': yaml(`name: a\nschedule: { cron: "${filled('1,', size)}1 * * * * ?" }\ncommand: [x]\n`),
    'a long format': yaml(`name: a\nschedule: manual\ncommand: ["\${fire:${filled('YY', size)}}"]\n`),
    'a long pattern of owners': ['CODEOWNERS', `${filled('**/', size)} @a\n`],
    'stars of owners': ['CODEOWNERS', `${filled('*a', size)} @a\n`],
    'no owners': ['CODEOWNERS', numbered((index) => `[a-z]${index} team`, '\n', size)],
    'unknown engines': [
      'sluice.yaml',
      `name: a\nedition: 2026\nengines:\n${numbered((index) => `  e${index}: {type: flinkxx}`, '\n', size)}\n`,
    ],
    'open TypeScript': ['pipelines/nasty.ts', filled('(', size)],
    'columns of no type in TypeScript': [
      'pipelines/nasty.ts',
      `import { definePipeline } from 'sluice';\nexport default definePipeline({ name: 'a', schedule: 'manual', source: { datasource: 'erp', table: 't', columns: [` +
        `${numbered((index) => `'c${index} intt'`, ', ', size)}] }, sink: { datasource: 'ods', table: 'u' } });\n`,
    ],
  };
}
