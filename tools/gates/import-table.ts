import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the files of a folder may import, beside the files of the folder itself. */
export interface ImportRule {
  readonly folder: string;
  /** Folders, or single files, of ours. */
  readonly may: readonly string[];
  /** Packages of npm; none when left out. */
  readonly packages?: readonly string[];
  /** Modules of Node such as `node:fs`, or `*` for all; none when left out. */
  readonly node?: readonly string[];
}

/** The content of `tools/imports.json`: `doors` are the folders that others enter by `index.ts` only. */
export interface ImportTable {
  readonly doors: readonly string[];
  readonly rules: readonly ImportRule[];
}

/** Reads `tools/imports.json` under `root`. */
export function readImportTable(root: string): ImportTable {
  // Kept by hand in this repository and checked by what it is used for.
  return JSON.parse(readFileSync(join(root, 'tools/imports.json'), 'utf8')) as ImportTable;
}

/** Whether `path` is `folder` itself or lies in it. */
export const liesIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The rule with the longest matching folder. */
export function ruleFor(table: ImportTable, file: string): ImportRule | undefined {
  return table.rules
    .filter((rule) => liesIn(file, rule.folder))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

/** The table as markdown, for ARCHITECTURE.md. */
export function renderImportTable({ doors, rules }: ImportTable): string {
  const rows = rules.map(({ folder, may, packages = [], node = [] }) => {
    const modules = node.includes('*') ? 'all' : list(node);
    return `| \`${folder.replace(/^src\//, '')}\` | ${list(may)} | ${list(packages)} | ${modules} |`;
  });
  return [
    `Doors (entered by their \`index.ts\` only): ${list(doors)}.`,
    '',
    '| folder in `src/` | may import of ours | packages | Node |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** Names as code, without the `src/` they all start with. */
function list(names: readonly string[]): string {
  return names.map((name) => `\`${name.replace(/^src\//, '')}\``).join(', ') || '-';
}
