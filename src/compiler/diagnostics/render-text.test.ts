import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSourceFile } from '../text/index.ts';
import type { LocatedDiagnostic } from './diagnostic.ts';
import { renderDiagnosticText } from './render-text.ts';

const TEXT = 'name: a\npassword: hunter2-very-secret\nwehre: "x = 1"\n';

function finding(
  code: LocatedDiagnostic['code'],
  start: number,
  end: number,
  more: Partial<LocatedDiagnostic> = {},
): LocatedDiagnostic {
  const file = createSourceFile('a.yaml', TEXT);
  return {
    code,
    severity: 'error',
    message: 'unknown key `wehre`',
    file: 'a.yaml',
    range: { start: file.position(start), end: file.position(end) },
    labels: [],
    notes: [],
    suggestions: [],
    docsUrl: '',
    fingerprint: '',
    ...more,
  };
}

describe('renderDiagnosticText', () => {
  const options = { color: false, textOf: (): string => TEXT };

  test('shows message, place, the line with carets, note and help', () => {
    const at = TEXT.indexOf('wehre');
    expect(
      renderDiagnosticText(finding('SL0201', at, at + 5, { notes: ['why'], help: 'did you mean `where`?' }), options),
    ).toBe(
      [
        'error[SL0201]: unknown key `wehre`',
        '  at a.yaml:3:1',
        '  3 | wehre: "x = 1"',
        '    | ^^^^^',
        '  note: why',
        '  help: did you mean `where`?',
      ].join('\n'),
    );
  });

  test.each(['SL0701', 'SL0912'] as const)('never shows a literal secret (%s)', (code) => {
    const at = TEXT.indexOf('hunter2');
    const text = renderDiagnosticText(finding(code, at, at + 'hunter2-very-secret'.length), options);
    expect(text).not.toContain('hunter2');
    expect(text).toContain('password: *******************');
  });

  test('shows no secret that stands in the line of another finding', () => {
    const lines = [
      'pasword: hunter2',
      'a: { "api-key": \'hunter2\', b: 1 }',
      'url: "jdbc:mysql://h/d?password=hunter2"',
      '"url": "mongodb://sync:hunter2@db:27017/shop"',
    ];
    for (const line of lines) {
      const text = renderDiagnosticText(finding('SL0201', 0, 1), { color: false, textOf: () => line });
      expect(text).not.toContain('hunter2');
      expect(text).toContain(line.replace('hunter2', '*******'));
    }
    const reference = 'password: ${secret:env/ERP_PASSWORD}';
    expect(renderDiagnosticText(finding('SL0201', 0, 1), { color: false, textOf: () => reference })).toContain(
      reference,
    );
  });

  test('cuts a long line around the place', () => {
    const long = `key: "${'x'.repeat(400)}HERE${'y'.repeat(400)}"\n`;
    const file = createSourceFile('a.yaml', long);
    const at = long.indexOf('HERE');
    const range = { start: file.position(at), end: file.position(at + 4) };
    const text = renderDiagnosticText({ ...finding('SL0201', 0, 0), range }, { color: false, textOf: () => long });
    const [, , line = '', carets = ''] = text.split('\n');
    expect(line.length).toBeLessThan(140);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('HERE');
  });

  test('does without a frame when the file cannot be read', () => {
    expect(
      renderDiagnosticText(finding('SL0107', 0, 0), { color: false, textOf: () => undefined }).split('\n'),
    ).toHaveLength(2);
  });

  const at = (text: string, word: string, occurrence = 0): LocatedDiagnostic['range'] => {
    const file = createSourceFile('a.yaml', text);
    let start = text.indexOf(word);
    for (let index = 0; index < occurrence; index += 1) start = text.indexOf(word, start + 1);
    return { start: file.position(start), end: file.position(start + word.length) };
  };

  test('shows a near place in the same frame, one line between, and a far one in its own', () => {
    const text = `name: a\nx: 1\nname: b\n${'# more\n'.repeat(20)}end: c\n`;
    const label = (word: string, message: string): LocatedDiagnostic['labels'][number] => ({
      file: 'a.yaml',
      range: at(text, word),
      message,
    });
    const labels = [label('name: a', 'first here'), label('end', 'and here')];
    const found = { ...finding('SL0105', 0, 0), range: at(text, 'name', 1), labels };
    expect(
      renderDiagnosticText(found, { color: false, textOf: () => text })
        .split('\n')
        .slice(1),
    ).toEqual([
      '  at a.yaml:3:1',
      '  1 | name: a',
      '    | ------- first here',
      '  2 | x: 1',
      '  3 | name: b',
      '    | ^^^^',
      '  a.yaml:24:1 and here',
      '  24 | end: c',
      '     | ---',
    ]);
  });

  test('shows a block by its first lines and its last', () => {
    const text = 'source:\n  a: 1\n  b: 2\n  c: 3\n  d: 4\n  e: 5\nsink: x\n';
    const range = at(text, text.slice(0, text.indexOf('sink') - 1));
    const found = { ...finding('SL0202', 0, 0), range };
    expect(
      renderDiagnosticText(found, { color: false, textOf: () => text })
        .split('\n')
        .slice(2),
    ).toEqual(['  1 | / source:', '  2 | |   a: 1', '  3 | |   b: 2', '    | | ...', '  6 | \\   e: 5']);
  });

  test('puts signs under wide characters', () => {
    const text = 'comment: 订单表 wehre\n';
    const found = { ...finding('SL0201', 0, 0), range: at(text, 'wehre') };
    const [, , , signs] = renderDiagnosticText(found, { color: false, textOf: () => text }).split('\n');
    expect(signs).toBe(`    | ${' '.repeat('comment: '.length + 7)}^^^^^`);
  });

  test('lets no text of a file steer the terminal', () => {
    const text = 'a: \u001B[2J\u202Ex\r\n';
    const found = finding('SL0201', 0, 1, { message: 'odd \u001B]0;title\u0007', notes: ['\u009B2J'] });
    const shown = renderDiagnosticText(found, { color: false, textOf: () => text });
    // oxlint-disable-next-line no-control-regex -- these are the characters meant
    expect(shown).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
  });

  test('wraps notes and help to the terminal, and says help once', () => {
    const notes = ['an unknown key would be ignored by the engine, which then reads the whole table'];
    const suggestions = [{ message: 'did you mean it?', confidence: 'likely', edits: [] }] as const;
    const found = finding('SL0201', 0, 1, { notes, help: 'did you mean it?', suggestions });
    const lines = renderDiagnosticText(found, { ...options, textOf: () => undefined, width: 40 }).split('\n');
    expect(lines.slice(2)).toEqual([
      '  note: an unknown key would be ignored',
      '        by the engine, which then reads',
      '        the whole table',
      '  help: did you mean it?',
    ]);
  });

  test('wraps Chinese between its characters, never before a mark', () => {
    const notes = ['引擎会忽略未知的键，然后读取整张表，请检查拼写是否正确。'];
    const found = finding('SL0201', 0, 1, { notes });
    const zh = { note: '说明', help: '帮助' };
    const lines = renderDiagnosticText(found, { ...options, textOf: () => undefined, width: 36, catalogue: zh });
    expect(lines.split('\n').slice(2)).toEqual([
      '  说明: 引擎会忽略未知的键，然后读取',
      '        整张表，请检查拼写是否正确。',
    ]);
  });

  test('shows every stretch of every text, each line no wider than a screen, and finds the line by its number', () => {
    const anyText = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '\r\n', '\t', '订', '😀', '\u0301', '\u001B', ':'),
      maxLength: 400,
    });
    fc.assert(
      fc.property(anyText, fc.nat(400), fc.nat(400), fc.nat(400), (given, a, b, c) => {
        const file = createSourceFile('a.yaml', given);
        const [start, end] = a < b ? [a, b] : [b, a];
        const range = { start: file.position(start), end: file.position(end) };
        const labels = [{ file: 'a.yaml', range: { start: file.position(c), end: file.position(c) }, message: 'here' }];
        const shown = renderDiagnosticText(
          { ...finding('SL0201', 0, 0), range, labels },
          { color: false, textOf: () => given },
        );
        for (const line of shown.split('\n')) expect(line.length).toBeLessThan(400);
        const first = given.split('\n')[range.start.line - 1]?.replaceAll(/\r/g, '') ?? '';
        if (first.trim() === '' || first.length > 90) return;
        expect(shown).toContain(first.replaceAll('\t', ' ').replaceAll('\u001B', '\uFFFD').trimEnd());
      }),
    );
  });

  test('is quick in a file of many lines', () => {
    const long = 'a: 1\n'.repeat(400_000);
    const file = createSourceFile('a.yaml', long);
    const before = performance.now();
    for (let offset = 0; offset < long.length; offset += 1000) {
      const range = { start: file.position(offset), end: file.position(offset + 1) };
      renderDiagnosticText({ ...finding('SL0201', 0, 0), range }, { color: false, textOf: () => long });
    }
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});
