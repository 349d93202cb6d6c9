import { describe, expect, it } from 'vitest';
import { fileFindings } from './file-findings.ts';
import { formatFinding } from './finding.ts';
import { scratchTree } from './scratch-tree.ts';

function findings(files: Record<string, string>): string[] {
  using tree = scratchTree(files);
  return fileFindings(tree.root).map(formatFinding);
}

const lines = (count: number) => 'export const a = 1;\n'.repeat(count).replaceAll(/a(?= =)/g, () => `a${next()}`);
let counter = 0;
const next = () => (counter += 1);

describe('fileFindings', () => {
  it('accepts a small well-named file, and what only a test may do', () => {
    expect(
      findings({
        'src/runtime/store/row-reader.ts':
          'export const read = 1; // new Error( in a comment, "Date.now()" in a text\n',
        'src/runtime/store/row-reader.test.ts': "setTimeout(() => { throw new Error('x'); }, Date.now());",
        'src/runtime/observe/system-clock.ts': 'export const now = () => Date.now();',
        'src/runtime/leader/lease-clock.ts': 'export const now = () => new Date();',
        'src/web/vite.config.ts': 'export default {};',
      }),
    ).toEqual([]);
  });

  it('refuses names', () => {
    expect(findings({ 'src/time/MyFile.ts': '', 'src/time/utils.ts': '', 'src/common/a.ts': '' })).toEqual([
      'src/common/a.ts has a name that says nothing: name it after what it exports',
      'src/time/MyFile.ts is not in kebab-case',
      'src/time/utils.ts has a name that says nothing: name it after what it exports',
    ]);
  });

  it('refuses a file of more than 600 lines', () => {
    const small = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`src/time/f${index}.ts`, lines(3)]));
    expect(findings({ ...small, 'src/time/big.ts': lines(601) })).toEqual([
      'src/time/big.ts has 601 lines; 600 is the most',
    ]);
  });

  it('refuses files that are too long on the whole', () => {
    const files = { 'src/time/a.ts': lines(121), 'src/time/b.ts': lines(130), 'src/time/c.ts': lines(351) };
    expect(findings(files)).toEqual([
      'src median of the files is 130 lines; 120 is the most',
      'src 90th percentile of the files is 351 lines; 350 is the most',
    ]);
  });

  it('refuses an unawaited call returned where something is disposed of', () => {
    const text = (body: string) => `export async function f() {\n  await using folder = await tempDir();\n  ${body}\n}`;
    expect(
      findings({
        'test/golden/a.test.ts': text('return compileProject(folder.path);'),
        'test/golden/b.test.ts': text('return folder.ok ? [] : compileProject(folder.path);'),
        'test/golden/c.test.ts': text('return await compileProject(folder.path);'),
        'test/golden/d.test.ts': text('return [1].map((one) => { return double(one); });'),
        'src/time/e.test.ts': 'export function f() { return compileProject(1); }',
      }),
    ).toEqual([
      'test/golden/a.test.ts:3 returns a call unawaited from a function with `await using`: write `return await`',
      'test/golden/b.test.ts:3 returns a call unawaited from a function with `await using`: write `return await`',
    ]);
  });

  it('refuses a default export', () => {
    expect(findings({ 'src/time/a.ts': '\nexport default 1;' })).toEqual([
      'src/time/a.ts:2 has a default export: export it by its name',
    ]);
  });

  it('refuses a plain Error in the runtime and the server', () => {
    const text = "export const f = () => { throw new Error('x'); };";
    expect(findings({ 'src/runtime/store/a.ts': text, 'src/server/a.ts': text, 'src/time/a.ts': text })).toEqual([
      'src/runtime/store/a.ts:1 makes a plain Error: failures of the runtime are an OperatingError with a code',
      'src/server/a.ts:1 makes a plain Error: failures of the runtime are an OperatingError with a code',
    ]);
  });

  it('refuses to throw where mistakes are values', () => {
    const text = 'export const f = () => { throw 1; };';
    const files = {
      'src/compiler/check/a.ts': text,
      'src/compiler/lower/a.ts': text,
      'src/compiler/syntax/a.ts': text,
    };
    expect(findings({ ...files, 'src/compiler/load/a.ts': text })).toHaveLength(3);
  });

  it('refuses clocks, timers and chance in the runtime', () => {
    const text = [
      'export const a = Date.now();',
      'export const b = { random: Math.random };',
      'setTimeout(a, 1);',
      'setInterval(a, 1);',
      'export const c = new Date();',
      'export const fine = new Date(0);',
    ].join('\n');
    expect(findings({ 'src/runtime/execute/a.ts': text })).toEqual(
      ['Date.now', 'Math.random', 'setTimeout', 'setInterval', 'new Date()'].map(
        (name, index) => `src/runtime/execute/a.ts:${index + 1} uses ${name}: ask the Clock or Random port`,
      ),
    );
  });

  it('refuses registry host names anywhere and unfinished work in code', () => {
    const host = ['registry', 'npmjs', 'org'].join('.');
    const later = ['TO', 'DO'].join('');
    expect(
      findings({ '.npmrc': `a=1\nregistry=https://${host}/`, 'stack/a.mjs': `// ${later}: later`, 'a.md': later }),
    ).toEqual([`.npmrc:2 names the package registry ${host}`, `stack/a.mjs:1 says ${later}: do it, or file an issue`]);
  });
});
