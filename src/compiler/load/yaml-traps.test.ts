import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../message/index.ts';
import { loadYaml } from './load-yaml.ts';

function findings(text: string): string[] {
  return loadYaml(Buffer.from(text), 'pipelines/a.yaml').diagnostics.map(
    ({ code, message, at }) => `${code} ${at.path.join('.')} ${wordsOf(message)}`,
  );
}

describe('traps of plain scalars', () => {
  it.each([
    ['params: { a: no }', 'SL0115 params.a `no` is a text here, not `false`'],
    ['params:\n  a: On # comment\n', 'SL0115 params.a `On` is a text here, not `true`'],
    ['source: { options: { list: [x, off] } }', 'SL0115 source.options.list.1 `off` is a text here, not `false`'],
    ['port: 03306', 'SL0116 port `03306` is read as 3306'],
    ['properties: { start: 12:30:45 }', 'SL0117 properties.start `12:30:45` is text here'],
    ['properties: { rows: 1_000 }', 'SL0118 properties.rows `1_000` is text here, not a number'],
    ['properties: { version: 1.10 }', 'SL0119 properties.version `1.10` is read as the number 1.1'],
    ['a: {{ bizdate }}', 'SL0114  `{{` opens a map here, it is not text'],
    ['a: [{{ x }}, 1]', 'SL0114  `{{` opens a map here, it is not text'],
  ])('finds %j', (text, finding) => {
    expect(findings(text)).toEqual([finding]);
  });

  it.each([
    ['where a type says what is meant', 'header: no\nkey: [no, on]\nerrorLimit: { percent: 0.50 }\nversion: 1.10\n'],
    ['in quotes', 'params: { a: "no", b: \'012\', c: "12:30", d: "1_000", e: "1.10" }'],
    ['in longer texts', 'params: { a: no more, b: 012x, c: at 12:30, d: 0, e: 0.5, f: 10, g: -1 }'],
    ['in block texts', 'params:\n  a: |\n    no\n  b: >\n    012\n'],
    ['as keys', 'params: { no: a, 012: b }'],
  ])('is silent %s', (_, text) => {
    expect(findings(text)).toEqual([]);
  });

  it('tells once what an anchor brings in again', () => {
    expect(findings('params: { a: &x 012, b: *x }')).toEqual(['SL0116 params.a `012` is read as 12']);
  });
});
