import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { say, type Message } from '../../message/index.ts';
import { itemNamed, loadYamlText } from '../load/index.ts';
import { createSourceFile, type Locator, type Path } from '../text/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import { locateDiagnostics } from './locate.ts';
import { makeDiagnostic } from './make-diagnostic.ts';

const COLUMNS = ['id', 'amount', 'updated_at', 'note', 'state'] as const;

/** A definition with its columns in some order, behind some lines that mean nothing. */
function fileOf(columns: readonly string[], blank: number): string {
  const items = columns.map((name) => `    - { name: ${name}, type: bigint }`).join('\n');
  return `${'# a line\n'.repeat(blank)}name: orders\nsource:\n  table: orders\n  columns:\n${items}\n`;
}

function locatorOf(text: string): Locator {
  const { document } = loadYamlText(createSourceFile('a.yaml', text));
  if (document === undefined) throw new Error('the test has a file that is read');
  return itemNamed(document.locator, document.value);
}

function at(path: Path, message: Message): Diagnostic {
  return makeDiagnostic('SL0204', { file: 'a.yaml', path, part: 'value' }, message);
}

/** One finding for each column that is named, at its type. */
function findings(columns: readonly string[], wrong: readonly string[]): Diagnostic[] {
  return wrong.map((name) => at(['source', 'columns', columns.indexOf(name), 'type'], say`type \`bigint\` is odd`));
}

/** By column, as the message has no name in it. */
function fingerprints(columns: readonly string[], blank: number, wrong: readonly string[], catalogue = {}): string[] {
  const locator = locatorOf(fileOf(columns, blank));
  const located = locateDiagnostics(findings(columns, wrong), () => locator, catalogue);
  const order = [...wrong].sort((a, b) => columns.indexOf(a) - columns.indexOf(b));
  return wrong.map((name) => located[order.indexOf(name)]?.fingerprint ?? '');
}

const someColumns = fc.shuffledSubarray([...COLUMNS], { minLength: 1 });
const allColumns = fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length });

describe('fingerprint', () => {
  test('stays the same when lines move, items change places, others come and go, and in Chinese', () => {
    fc.assert(
      fc.property(allColumns, allColumns, fc.nat(5), fc.nat(5), someColumns, (before, after, above, below, wrong) => {
        const [kept = ''] = wrong;
        const [alone] = fingerprints(before, above, [kept]);
        const [among] = fingerprints(after, below, wrong, { 'type `{0}` is odd': '类型 `{0}` 不寻常' });
        expect(among).toBe(alone);
      }),
    );
  });

  test('is another for every other finding', () => {
    const distinct = fc.uniqueArray(
      fc.record({
        path: fc.array(fc.constantFrom<string | number>('name', 'source', 'columns', 'table', 0, 1), { maxLength: 4 }),
        name: fc.string({ maxLength: 4 }),
        odd: fc.boolean(),
      }),
      { selector: (each) => JSON.stringify(each), maxLength: 20 },
    );
    const locator = locatorOf(fileOf(COLUMNS, 0));
    fc.assert(
      fc.property(distinct, (given) => {
        const found = given.map(({ path, name, odd }) => at(path, odd ? say`odd ${name}` : say`even ${name}`));
        const all = locateDiagnostics(found, () => locator).map(({ fingerprint }) => fingerprint);
        expect(new Set(all).size).toBe(all.length);
        for (const each of all) expect(each).toMatch(/^[0-9a-f]{32}$/);
      }),
    );
  });

  test('of what has no path is that of the text it points at', () => {
    const finding = (text: string): string | undefined => {
      const start = text.indexOf('{{');
      const file = createSourceFile('a.yaml', text);
      const place = { file: 'a.yaml', path: [], part: 'value', offsets: { start, end: start + 2 } } as const;
      const locator = { span: () => ({ file, start, end: start + 2 }) };
      return locateDiagnostics([makeDiagnostic('SL0104', place, say`cannot be parsed`)], () => locator)[0]?.fingerprint;
    };
    expect(finding('a: {{ b }}\n')).toBe(finding('# more\n\na: {{ c }}\n'));
  });

  test('does not hold the secret beside it', () => {
    const finding = (secret: string): string | undefined => {
      const text = `password: ${secret}\n`;
      const start = text.indexOf(secret);
      const span = { file: createSourceFile('a.yaml', text), start, end: start + secret.length };
      const place = { file: 'a.yaml', path: [], part: 'value', offsets: span } as const;
      return locateDiagnostics([makeDiagnostic('SL0104', place, say`odd`)], () => ({ span: () => span }))[0]
        ?.fingerprint;
    };
    expect(finding('hunter2')).toBe(finding('swordfi'));
  });
});
