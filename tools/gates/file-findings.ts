import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeFindings } from './code-findings.ts';
import { disposalFindings } from './disposal-findings.ts';
import { fileList, isSource, isTest } from './file-list.ts';
import type { Finding } from './finding.ts';
import { nameFindings } from './name-findings.ts';
import { sizeFindings } from './size-findings.ts';
import { sourceModule } from './source-module.ts';
import { textFindings } from './text-findings.ts';

const binary = /\.(parquet|png|jpg|ico|woff2?|jar|gz|tgz|zip|duckdb|db|sqlite|wasm)$/;

/** Everything check-files refuses under `root`. */
export function fileFindings(root: string): Finding[] {
  const files = fileList(root);
  const modules = files.filter(isSource).map((file) => sourceModule(root, file));
  const elsewhere = files.filter((file) => isTestCode(file) && !isSource(file)).map((file) => sourceModule(root, file));
  const lines = new Map(modules.map(({ file, text }) => [file, text.trimEnd().split('\n').length]));
  return [
    ...modules.flatMap(({ file }) => nameFindings(file)),
    ...sizeFindings(lines),
    ...modules.flatMap(codeFindings),
    ...[...modules, ...elsewhere].filter(({ file }) => isTestCode(file)).flatMap(disposalFindings),
    ...files
      .filter((file) => !binary.test(file))
      .flatMap((file) => textFindings(file, readFileSync(join(root, file), 'utf8'))),
  ];
}

/** Tests anywhere, and what they lean on in `test/`. */
function isTestCode(file: string): boolean {
  return isTest(file) || (/^test\/.*\.ts$/.test(file) && !file.endsWith('.d.ts'));
}
