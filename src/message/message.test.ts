import { describe, expect, it } from 'vitest';
import { inEnglish, joined, say, sentence, wordsOf } from './index.ts';

const CHINESE = {
  'no {0} is named `{1}`': '没有名为 `{1}` 的{0}',
  datasource: '数据源',
  '`{0}` of a column has no meaning on {1}': '列的 `{0}` 在{1}没有意义',
  'a sink': '目标端',
  '{0} is empty': '{0} 是空的',
  'the document': '文档',
  'parsing failed: “{0}”': '解析失败：“{0}”',
};

describe('wordsOf', () => {
  it('says the template with its arguments, messages among them in the same language', () => {
    const message = say`no ${say`datasource`} is named \`${'erp'}\``;
    expect(wordsOf(message)).toBe('no datasource is named `erp`');
    expect(wordsOf(message, CHINESE)).toBe('没有名为 `erp` 的数据源');
  });

  it('is English where the catalogue does not know the template', () => {
    expect(wordsOf(say`gone: ${say`a sink`}`, CHINESE)).toBe('gone: 目标端');
    expect(wordsOf(sentence('{0} stays'), CHINESE)).toBe('{0} stays');
  });

  it('takes braces and holes in an argument as they are', () => {
    expect(wordsOf(say`write ${'{0} $& {1}'} or ${2}`)).toBe('write {0} $& {1} or 2');
    expect(wordsOf({ template: 'a {0} {7} {x}', args: ['b'] })).toBe('a b {7} {x}');
  });

  it('puts a space between Chinese and names, and none within Chinese', () => {
    const onSink = say`\`${'format'}\` of a column has no meaning on ${say`a sink`}`;
    expect(wordsOf(onSink, CHINESE)).toBe('列的 `format` 在目标端没有意义');
    const onEngine = say`\`${'format'}\` of a column has no meaning on ${say`\`${'flinkx'}\``}`;
    expect(wordsOf(onEngine, CHINESE)).toBe('列的 `format` 在 `flinkx` 没有意义');
    expect(wordsOf(say`${say`the document`} is empty`, CHINESE)).toBe('文档是空的');
    expect(wordsOf(say`${say`\`${'key'}\``} is empty`, CHINESE)).toBe('`key` 是空的');
  });

  it('leaves a name in backticks as it is, Chinese too', () => {
    expect(wordsOf(say`no ${say`datasource`} is named \`${'订单'}\``, CHINESE)).toBe('没有名为 `订单` 的数据源');
  });

  it('keeps what comes in English only out of other languages', () => {
    const said = inEnglish(sentence('unexpected token'), say`parsing failed: “${'unexpected token'}”`);
    expect(wordsOf(said)).toBe('unexpected token');
    expect(wordsOf(said, CHINESE)).toBe('解析失败：“unexpected token”');
    expect(wordsOf(inEnglish(sentence('The host.')), CHINESE)).toBe('');
  });

  it('joins messages', () => {
    expect(wordsOf(joined([say`a sink`, say`the document`], ', '), CHINESE)).toBe('目标端, 文档');
  });
});
