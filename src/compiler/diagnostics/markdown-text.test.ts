import { describe, expect, test } from 'vitest';
import { markdownCode, markdownLine } from './markdown-text.ts';

describe('markdownLine', () => {
  test.each([
    ['ask @data-team of #12', 'ask @&#8203;data-team of \\#&#8203;12'],
    ['a <b> & *c* | d', 'a &lt;b&gt; &amp; \\*c\\* \\| d'],
    ['see https://a.example and www.b.example', 'see https:&#8203;//a.example and www&#8203;.b.example'],
    ['two\nlines', 'two lines'],
    ['`a|b` is a name', '`a\\|b` is a name'],
    ['turned \u202Earound\u202C \u001B[2J', 'turned \uFFFDaround\uFFFD \uFFFD\\[2J'],
    ['an open ` backtick @x', 'an open &#96; backtick @&#8203;x'],
  ])('%j is %j', (text, line) => {
    expect(markdownLine(text)).toBe(line);
  });
});

describe('markdownCode', () => {
  test.each([
    ['@team', '`@team`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a\\|b`', '<code>a\\\\\\|b&#96;</code>'],
    ['turned\u2066 around', '`turned\uFFFD around`'],
    ['', ''],
  ])('%j is %j', (text, code) => {
    expect(markdownCode(text)).toBe(code);
  });
});
