import { describe, expect, it } from 'vitest';
import type { Location } from '../text/index.ts';
import { Report } from './lower-context.ts';
import { lowerOptions } from './lower-options.ts';

const AT: Location = { file: 'pipelines/a.yaml', path: ['source', 'options'], part: 'value' };

/** Names of the engine’s own in one option alone. */
function namesIn(path: readonly string[]): readonly string[] {
  return path.join('.') === 'param.value' ? ['currentTime', 'param.*'] : [];
}

function lower(options: Record<string, unknown>): { options: Record<string, unknown>; codes: string[] } {
  const report = new Report();
  const lowered = lowerOptions(options, AT, [], report, namesIn);
  return { options: lowered, codes: report.diagnostics.map(({ code }) => code) };
}

describe('lowerOptions', () => {
  it('leaves the engine’s own names alone in the options that have them', () => {
    const options = { param: [{ value: '${currentTime} of ${param.page}' }] };
    expect(lower(options)).toEqual({ options, codes: [] });
  });

  it('takes them for unknown names elsewhere', () => {
    expect(lower({ param: [{ key: '${currentTime}' }], url: '${param.page}' }).codes).toEqual(['SL0402', 'SL0402']);
  });

  it('still knows our own names beside them, and suggests both kinds', () => {
    const { options, codes } = lower({ param: [{ value: '${bizdate} ${currentTime}' }] });
    expect(codes).toEqual([]);
    expect(options).toMatchObject({
      param: [{ value: { parts: [{ kind: 'time', base: 'bizdate' }, ' ${currentTime}'] } }],
    });
    const report = new Report();
    lowerOptions({ value: '${curentTime} ${bizdat}' }, AT, [], report, () => ['currentTime']);
    expect(report.diagnostics.map(({ help }) => help)).toEqual([
      'did you mean `currentTime`?',
      'did you mean `bizdate`?',
    ]);
  });

  it('reports a secret that is written out as a pair or as a header', () => {
    const header = [
      { key: 'Authorization', value: 'Bearer abc' },
      { key: 'Accept', value: 'text/csv' },
    ];
    expect(lower({ header }).codes).toEqual(['SL0701']);
    expect(lower({ header: { Authorization: 'Bearer abc' } }).codes).toEqual(['SL0701']);
    const filled = [{ key: 'token', value: '', nextValue: '${bizdate}' }];
    expect(lower({ param: filled }).codes).toEqual([]);
  });
});
