import { describe, expect, it } from 'vitest';
import { docFindings } from './doc-findings.ts';
import { formatFinding } from './finding.ts';
import { scratchTree } from './scratch-tree.ts';

function findings(files: Record<string, string>): string[] {
  using tree = scratchTree(files);
  return docFindings(tree.root).map(formatFinding);
}

describe('docFindings', () => {
  it('asks for a comment on everything a door declares or passes on', () => {
    expect(
      findings({
        'src/time/index.ts': [
          "export * from './a.ts';",
          "export { b as renamed, type B } from './b.ts';",
          "import { c } from './c.ts';",
          'export { c };',
          'export const own = 1;',
          "export * from 'package';",
        ].join('\n'),
        'src/time/a.ts': 'export interface A {}\nconst later = 1;\nexport { later };',
        'src/time/b.ts': 'export const b = 1;\nexport type B = 1;\nexport const hidden = 1;',
        'src/time/c.ts': '// no doc comment\nexport function c() {}\nconst inner = 1;',
      }),
    ).toEqual([
      'src/time/a.ts:1 exports A without a doc comment',
      'src/time/a.ts:2 exports later without a doc comment',
      'src/time/b.ts:1 exports b without a doc comment',
      'src/time/b.ts:2 exports B without a doc comment',
      'src/time/c.ts:2 exports c without a doc comment',
      'src/time/index.ts:5 exports own without a doc comment',
    ]);
  });

  it('accepts documented exports, overloads and what no door passes on', () => {
    expect(
      findings({
        'src/compiler/index.ts': "export * from './ir/index.ts';",
        'src/compiler/ir/index.ts': "export * from './a.ts';\nexport * from './index.ts';",
        'src/compiler/ir/a.ts': [
          '/** A. */',
          'export interface A {}',
          '/** Both. */',
          'export function f(a: number): void;',
          'export function f(a: string): void;',
        ].join('\n'),
        'src/compiler/ir/inner.ts': 'export const inner = 1;',
      }),
    ).toEqual([]);
  });
});
