import { describe, expect, it } from 'vitest';
import type { LocatedDiagnostic } from '../compiler/index.ts';
import { fixAllOffer, quickFixes, type ShownFinding } from './code-actions.ts';
import { rangesOf } from './text-ranges.ts';
import { toLspDiagnostic, type DiagnosticContext } from './to-lsp-diagnostic.ts';

const TEXT = '0123456789\n🚀123456789\n';
const context: DiagnosticContext = {
  rangesIn: () => rangesOf(TEXT),
  uriOf: (file) => `file:///${file}`,
  pageOf: (page) => `file:///docs/${page}`,
  words: ({ template, args }) => template.replaceAll(/\{(\d+)\}/g, (_, digits: string) => String(args[Number(digits)])),
  relatedInformation: true,
};

const range = (start: number, end: number): LocatedDiagnostic['range'] => ({
  start: { line: 1, column: start + 1, offset: start },
  end: { line: 1, column: end + 1, offset: end },
});

type Edits = readonly (readonly [start: number, end: number, newText: string])[];

function finding(
  start: number,
  end: number,
  ...fixes: readonly { confidence: 'certain' | 'likely'; edits: Edits }[]
): ShownFinding {
  const found: LocatedDiagnostic = {
    code: 'SL0201',
    severity: 'error',
    message: 'unknown key',
    file: 'a.yaml',
    range: range(start, end),
    labels: [{ file: 'b.yaml', range: range(0, 1), message: 'first here' }],
    notes: ['the engine would ignore it'],
    help: 'remove it',
    suggestions: fixes.map(({ confidence, edits }) => ({
      message: `${confidence} fix`,
      confidence,
      edits: edits.map(([from, to, newText]) => ({ file: 'a.yaml', range: range(from, to), newText })),
    })),
    docsUrl: 'docs/diagnostics/SL0201.md',
    fingerprint: '',
  };
  return { found, shown: toLspDiagnostic(found, context) };
}

describe('toLspDiagnostic', () => {
  it('holds notes and help in its text, other places beside it, and leads to the page', () => {
    expect(finding(0, 4).shown).toEqual({
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } },
      severity: 1,
      code: 'SL0201',
      codeDescription: { href: 'file:///docs/docs/diagnostics/SL0201.md' },
      source: 'sluice',
      message: 'unknown key\nnote: the engine would ignore it\nhelp: remove it',
      relatedInformation: [
        {
          location: {
            uri: 'file:///b.yaml',
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
          },
          message: 'first here',
        },
      ],
    });
  });

  it('says other places in the text where an editor does not show them', () => {
    const shown = toLspDiagnostic(finding(0, 4).found, { ...context, relatedInformation: false });
    expect(shown.message.split('\n')[1]).toBe('b.yaml:1:1 first here');
    expect(shown.relatedInformation).toBeUndefined();
  });

  it('counts in UTF-16 units', () => {
    expect(finding(11, 14).shown.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 1, character: 3 } });
  });
});

describe('quickFixes', () => {
  it('gives one for each suggestion of what is touched', () => {
    const findings = [
      finding(0, 3, { confidence: 'likely', edits: [[0, 3, 'x']] }, { confidence: 'certain', edits: [[0, 3, 'y']] }),
      finding(6, 8, { confidence: 'likely', edits: [[6, 8, 'z']] }),
    ];
    const fixes = quickFixes(findings, { start: 2, end: 2 }, context);
    expect(fixes.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ['likely fix', false],
      ['certain fix', true],
    ]);
    expect(fixes[1]?.edit?.changes?.['file:///a.yaml']).toEqual([
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } }, newText: 'y' },
    ]);
    expect(quickFixes(findings, { start: 5, end: 5 }, context)).toEqual([]);
  });
});

describe('fixAllOffer', () => {
  it('is there where something can be mended without a look', () => {
    const certain = finding(0, 3, { confidence: 'certain', edits: [[0, 3, 'a']] });
    const likely = finding(0, 3, { confidence: 'likely', edits: [[0, 3, 'x']] });
    expect(fixAllOffer([likely, certain], 'file:///a.yaml', context)).toMatchObject({
      kind: 'source.fixAll.sluice',
      data: { uri: 'file:///a.yaml' },
    });
    expect(fixAllOffer([likely], 'file:///a.yaml', context)).toBeUndefined();
  });
});
