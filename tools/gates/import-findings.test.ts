import { describe, expect, it } from 'vitest';
import { formatFinding } from './finding.ts';
import { importFindings } from './import-findings.ts';
import { type ImportTable, renderImportTable } from './import-table.ts';
import { scratchTree } from './scratch-tree.ts';

const table: ImportTable = {
  doors: ['src/time', 'src/compiler', 'src/runtime'],
  rules: [
    { folder: 'src/time', may: [], packages: ['croner'] },
    { folder: 'src/compiler/check', may: ['src/compiler/ir', 'src/time'] },
    { folder: 'src/compiler/ir', may: [] },
    { folder: 'src/runtime/store', may: ['src/runtime/errors.ts'], packages: ['@scope/driver'], node: ['node:fs'] },
    { folder: 'src/runtime/store/deep', may: [] },
  ],
};

function findings(files: Record<string, string>): string[] {
  using tree = scratchTree(files);
  return importFindings(tree.root, table).map(formatFinding);
}

const ir = { 'src/compiler/ir/index.ts': 'export const ir = 1;', 'src/compiler/ir/node.ts': 'export const node = 1;' };

const circle = (arc: string) => ({
  'src/time/a.ts': "import { b } from './b.ts';",
  'src/time/b.ts': "import { c } from './c.ts';",
  'src/time/c.ts': `${arc} { a } from './a.ts';`,
});

describe('importFindings', () => {
  it('accepts what the table allows, by its doors', () => {
    expect(
      findings({
        ...ir,
        'src/time/index.ts': "import 'croner'; export const t = 1;",
        'src/compiler/check/rule.ts': "import { ir } from '../ir/index.ts';\nimport { t } from '../../time/index.ts';",
        'src/compiler/compile.ts': "import { node } from './ir/index.ts';\nimport 'anything';",
        'src/runtime/errors.ts': '',
        'src/runtime/store/index.ts': "import '../errors.ts'; import 'node:fs'; import '@scope/driver/part';",
      }),
    ).toEqual([]);
  });

  it('refuses a folder that is not listed', () => {
    expect(
      findings({ ...ir, 'src/compiler/ir/index.ts': "import '../check/rule.ts';", 'src/compiler/check/rule.ts': '' }),
    ).toEqual([
      'src/compiler/ir/index.ts:1 imports ../check/rule.ts: src/compiler/ir may not import src/compiler/check',
    ]);
  });

  it('refuses it also as export, as import() and for types', () => {
    const text =
      "export * from '../ir/index.ts';\nconst a = import('../ir/index.ts');\nimport type { A } from '../ir/index.ts';";
    const found = findings({
      ...ir,
      'src/runtime/errors.ts': '',
      'src/time/a.ts': text.replaceAll('../ir', '../compiler/ir'),
    });
    expect(found.map((line) => line.slice(0, 16))).toEqual([
      'src/time/a.ts:3 ',
      'src/time/a.ts:1 ',
      'src/time/a.ts:2 ',
    ]);
  });

  it('takes the rule of the longest folder', () => {
    const files = { 'src/runtime/errors.ts': '', 'src/runtime/store/deep/a.ts': "import '../../errors.ts';" };
    expect(findings(files)).toEqual([
      'src/runtime/store/deep/a.ts:1 imports ../../errors.ts: src/runtime/store/deep may not import src/runtime',
    ]);
  });

  it('refuses the way past a door', () => {
    const files = {
      ...ir,
      'src/time/cron.ts': '',
      'src/compiler/check/rule.ts': "import '../ir/node.ts';\nimport '../../time/cron.ts';",
    };
    expect(findings(files)).toEqual([
      'src/compiler/check/rule.ts:1 imports ../ir/node.ts: the door of src/compiler/ir is src/compiler/ir/index.ts',
      'src/compiler/check/rule.ts:2 imports ../../time/cron.ts: the door of src/time is src/time/index.ts',
    ]);
  });

  it('lets tests enter every room, by its door', () => {
    const test = "import '../../runtime/index.ts';\nimport '../ir/node.ts';";
    expect(findings({ ...ir, 'src/runtime/index.ts': '', 'src/compiler/check/a.test.ts': test })).toEqual([
      'src/compiler/check/a.test.ts:2 imports ../ir/node.ts: the door of src/compiler/ir is src/compiler/ir/index.ts',
    ]);
  });

  it('refuses packages and Node modules that are not listed, except in tests', () => {
    const text = "import 'left-pad';\nimport 'fs';\nimport 'node:os';";
    expect(findings({ 'src/compiler/check/a.ts': text, 'src/compiler/check/a.test.ts': text })).toEqual([
      'src/compiler/check/a.ts:1 imports left-pad: src/compiler/check may not use the package left-pad',
      'src/compiler/check/a.ts:2 imports fs: src/compiler/check may not use node:fs',
      'src/compiler/check/a.ts:3 imports node:os: src/compiler/check may not use node:os',
    ]);
  });

  it('refuses a folder without a rule, a missing file and the way out of src', () => {
    const files = { 'src/odd/a.ts': '', 'src/time/a.ts': "import './nothing.ts';\nimport '../../tools/x.ts';" };
    expect(findings(files)).toEqual([
      'src/odd/a.ts lies in no folder of tools/imports.json: add a rule for its folder',
      'src/time/a.ts:1 imports ./nothing.ts: there is no such file (generated ones: npm run generate)',
      'src/time/a.ts:2 imports ../../tools/x.ts: what is built may not import from outside src',
    ]);
  });

  it('refuses a circle of files, unless one of its arcs is of types only', () => {
    expect(findings(circle('import'))).toEqual([
      'src/time/a.ts imports itself in a circle: src/time/a.ts -> src/time/b.ts -> src/time/c.ts -> src/time/a.ts',
    ]);
    expect(findings(circle('import type'))).toEqual([]);
  });
});

describe('renderImportTable', () => {
  it('prints a row for each folder', () => {
    const markdown = renderImportTable(table);
    expect(markdown).toContain('| `compiler/check` | `compiler/ir`, `time` | - | - |');
    expect(markdown).toContain('| `runtime/store` | `runtime/errors.ts` | `@scope/driver` | `node:fs` |');
  });
});
