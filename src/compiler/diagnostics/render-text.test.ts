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
});
