// Gate: who imports whom is what tools/imports.json allows, and ARCHITECTURE.md prints that table.
// --print prints it as markdown, --write puts it into ARCHITECTURE.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { dependencyFindings } from './gates/dependency-findings.ts';
import { type Finding, reportFindings } from './gates/finding.ts';
import { importFindings } from './gates/import-findings.ts';
import { readImportTable, renderImportTable } from './gates/import-table.ts';

const document = 'ARCHITECTURE.md';
const section = /(?<=<!-- imports:begin -->\n)[^]*?(?=\n<!-- imports:end -->)/;

const root = process.cwd();
const table = readImportTable(root);
const markdown = renderImportTable(table);

if (process.argv.includes('--print')) {
  console.log(markdown);
} else {
  if (process.argv.includes('--write')) {
    writeFileSync(
      document,
      readFileSync(document, 'utf8').replace(section, () => markdown),
    );
  }
  const findings = [...importFindings(root, table), ...dependencyFindings(root), ...documentFindings()];
  process.exitCode = reportFindings('check-imports', findings);
}

function documentFindings(): Finding[] {
  const printed = section.exec(readFileSync(document, 'utf8'))?.[0];
  if (printed === markdown) return [];
  return [
    { file: document, message: 'does not hold the import table: node --import tsx tools/check-imports.ts --write' },
  ];
}
