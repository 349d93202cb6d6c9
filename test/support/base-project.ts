import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocatedDiagnostic } from '../../src/compiler/index.ts';

/** What every example in the documentation takes for granted: one engine of each type, some datasources. */
const BASE: Readonly<Record<string, string>> = {
  'sluice.yaml': `name: shop
edition: 2026
defaults: { timeZone: Asia/Shanghai, engine: here }
engines:
  here: { type: local }
  batch: { type: flinkx, version: "1.11", mode: local, home: /opt/flinkx }
  next: { type: chunjun, version: "1.16", mode: local, home: /opt/chunjun }
  sql: { type: flink-sql, version: "1.20", url: "http://jobmanager:8081", gateway: "http://gateway:8083" }
`,
  'datasources/erp.yaml': `name: erp
type: mysql
host: erp-db.example
port: 3306
database: erp
username: sync
password: \${secret:env/ERP_PASSWORD}
`,
  'datasources/ods.yaml': `name: ods
type: mysql
host: ods-db.example
port: 3306
database: ods
username: load
password: \${secret:env/ODS_PASSWORD}
`,
  'datasources/warehouse.yaml': 'name: warehouse\ntype: sqlite\npath: .sluice/warehouse.db\n',
  'datasources/exports.yaml': 'name: exports\ntype: file\npath: exports\n',
};

/**
 * Writes the base project with `files` over it; a file whose text is empty takes the base's away. Of `named`, the
 * usual, a datasource of the base is there only where a file names it: else it would be one that nobody uses.
 */
export async function writeBaseProject(
  folder: string,
  files: Readonly<Record<string, string>>,
  part: 'named' | 'whole' = 'named',
): Promise<void> {
  const texts = Object.values(files).join('\n');
  const isNamed = (name: string): boolean =>
    new RegExp(`\\b(?:datasource|hadoop): *['"]?${name}(?![\\w-])|\\bdatasources: *\\{[^}]*\\b${name}:`).test(texts);
  const base = Object.entries(BASE).filter(
    ([file]) => part === 'whole' || file === 'sluice.yaml' || isNamed(path.basename(file, '.yaml')),
  );
  for (const [file, text] of Object.entries({ ...Object.fromEntries(base), ...files })) {
    if (text === '' && file in BASE) continue;
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

const UNUSED = new Set(['SL0314', 'SL0315']);

/** True of a finding that says no more than that a case has no use for a part of the base, which is there for all. */
export function isOfTheBase({ code, file }: LocatedDiagnostic, ownFiles: readonly string[]): boolean {
  return UNUSED.has(code) && file in BASE && !ownFiles.includes(file);
}
