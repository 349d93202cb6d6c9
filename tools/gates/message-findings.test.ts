import { describe, expect, it } from 'vitest';
import { formatFinding } from './finding.ts';
import { messageFindings, saidUnder } from './message-findings.ts';
import { scratchTree } from './scratch-tree.ts';

const CHINESE = 'src/message/chinese/check.ts';

function findings(source: string, lines: Record<string, string>, tables: Record<string, string> = {}): string[] {
  using tree = scratchTree({ 'src/compiler/check/a.ts': source });
  const catalogue = [{ file: CHINESE, lines }];
  return messageFindings(saidUnder(tree.root), new Map(Object.entries(tables)), catalogue).map(formatFinding);
}

describe('messageFindings', () => {
  it('asks for a line for every template, told where it is said first', () => {
    const source =
      'const a = say`no \\`${x}\\` is there`;\nconst b = [say`no \\`${y}\\` is there`, sentence("it is gone")];';
    expect(findings(source, {})).toEqual([
      'src/compiler/check/a.ts:1 has no Chinese line: no `{0}` is there',
      'src/compiler/check/a.ts:2 has no Chinese line: it is gone',
    ]);
    expect(findings(source, { 'no `{0}` is there': '没有 `{0}`', 'it is gone': '它不在了' })).toEqual([]);
  });

  it('asks for none where there is nothing to translate', () => {
    expect(findings('const a = [say`\\`${x}\\``, say`${x}: ${y}`, say`\\`where\\``, say``];', {})).toEqual([]);
    expect(findings('const a = inEnglish(say`a parser says ${x}`, say`\\`${x}\\``);', {})).toEqual([]);
  });

  it('knows texts in lists that become sentences', () => {
    expect(findings("const DAYS = ['Sunday', 'Monday'].map(sentence);", { Sunday: '星期日' })).toEqual([
      'src/compiler/check/a.ts:1 has no Chinese line: Monday',
    ]);
  });

  it('finds a word that stands for something else', () => {
    expect(findings("const a = sentence('a pipeline');", { 'a pipeline': '一条管道' })).toEqual([
      `${CHINESE} says 管道, which is not 流水线: a pipeline`,
    ]);
  });

  it('asks for a line for the texts of tables', () => {
    expect(findings('', {}, { 'unknown key': 'src/compiler/diagnostics/codes.ts' })).toEqual([
      'src/compiler/diagnostics/codes.ts has no Chinese line: unknown key',
    ]);
  });

  it('refuses lines that nothing says, that lose an argument or a name', () => {
    const source = 'const a = say`write \\`where\\` for ${x} and ${y}`;';
    expect(
      findings(source, { 'write `where` for {0} and {1}': '为 {0} 写 `wehre`', 'it was said once': '曾经' }),
    ).toEqual([
      `${CHINESE} has the holes {0} instead of {0}{1}: write \`where\` for {0} and {1}`,
      `${CHINESE} nothing says this any more: it was said once`,
    ]);
    expect(findings(source, { 'write `where` for {0} and {1}': '为 {1} 和 {0} 写 `wehre`' })).toEqual([
      `${CHINESE} leaves out \`where\`: write \`where\` for {0} and {1}`,
    ]);
  });

  it('refuses words that are handed on as arguments', () => {
    const source =
      "const a = say`it reads ${isOne ? 'one file' : `${n} files`} of ${kind ?? 'nothing'} in ${`\\`job\\``}`;";
    expect(findings(source, { 'it reads {0} of {1} in {2}': '在 {2} 中读取 {1} 的 {0}' })).toEqual([
      'src/compiler/check/a.ts:1 hands words to say as an argument: say them too: one file',
      'src/compiler/check/a.ts:1 hands words to say as an argument: say them too:  files',
      'src/compiler/check/a.ts:1 hands words to say as an argument: say them too: nothing',
    ]);
  });

  it('refuses two words for one text', () => {
    using tree = scratchTree({ 'src/compiler/check/a.ts': 'const a = say`here`;' });
    const catalogue = [
      { file: CHINESE, lines: { here: '这里' } },
      { file: 'src/message/chinese/load.ts', lines: { here: '此处' } },
    ];
    expect(messageFindings(saidUnder(tree.root), new Map(), catalogue).map(formatFinding)).toEqual([
      'src/message/chinese/load.ts is said otherwise elsewhere: here',
    ]);
  });
});
