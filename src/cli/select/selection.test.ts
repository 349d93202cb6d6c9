import { describe, expect, test } from 'vitest';
import { UsageError } from '../exit-code.ts';
import type { Selectable } from './selectable.ts';
import { parseSelection, selectionOf, type SelectFlags } from './selection.ts';

const pipeline = (name: string, more: Partial<Selectable> = {}): Selectable => ({
  name,
  tags: [],
  owners: [],
  file: `pipelines/${name}.yaml`,
  ...more,
});

const ALL = [
  pipeline('orders-to-ods', { tags: ['nightly', 'erp'], owners: ['data-platform', '@shop/data'] }),
  pipeline('orders-report', { tags: ['report'], file: 'pipelines/reports/orders.yaml' }),
  pipeline('copy-items', { family: 'copy', file: 'pipelines/copy.ts' }),
  pipeline('copy-stock', { family: 'copy', file: 'pipelines/copy.ts' }),
  { name: 'gone', tags: [], owners: [] },
];

const chosen = (flags: SelectFlags, areAll = true): readonly string[] => [
  ...(parseSelection(flags)?.chosenOf(ALL, areAll) ?? ['everything']),
];

describe('parseSelection', () => {
  test.each<[string, string[]]>([
    ['gone', ['gone']],
    ['orders-*', ['orders-to-ods', 'orders-report']],
    ['orders-???ort', ['orders-report']],
    ['copy', ['copy-items', 'copy-stock']],
    ['tag:erp', ['orders-to-ods']],
    ['tag:*', ['orders-to-ods', 'orders-report']],
    ['owner:@shop/*', ['orders-to-ods']],
    ['owner:data-platform', ['orders-to-ods']],
    ['path:pipelines/reports', ['orders-report']],
    ['path:./pipelines/copy.ts', ['copy-items', 'copy-stock']],
    ['path:*.ts', ['copy-items', 'copy-stock']],
    ['path:pipelines/*.yaml', ['orders-to-ods']],
    ['path:pipelines/**/orders*.yaml', ['orders-to-ods', 'orders-report']],
  ])('chooses by %s', (term, names) => {
    expect(chosen({ select: [term] })).toEqual(names);
    expect(chosen({ exclude: [term] })).toEqual(ALL.map(({ name }) => name).filter((name) => !names.includes(name)));
  });

  test('chooses what any --select and no --exclude names', () => {
    expect(chosen({ select: ['tag:report', 'copy'], exclude: ['copy-items'] })).toEqual([
      'orders-report',
      'copy-stock',
    ]);
    expect(chosen({})).toEqual(['everything']);
  });

  test.each([
    ['order-to-ods', 'did you mean `orders-to-ods`?'],
    ['tag:nightlly', 'did you mean `tag:nightly`?'],
    ['owner:data-platfrom', 'did you mean `owner:data-platform`?'],
    ['path:pipelines/cpoy.ts', 'did you mean `path:pipelines/copy.ts`?'],
    ['sales-*', 'write a name, a glob as in `orders-*`, `tag:x`, `owner:x` or `path:x`'],
    ['Orders-*', 'write a name, a glob as in `orders-*`, `tag:x`, `owner:x` or `path:x`'],
  ])('refuses %s, which fits nothing: %s', (term, help) => {
    const refused = expect(() => chosen({ exclude: [term] }));
    refused.toThrow(UsageError);
    expect(() => chosen({ select: [term] })).toThrow(`--select ${term} fits no pipeline`);
    expect(helpOf(() => chosen({ exclude: [term] }))).toBe(help);
    expect(chosen({ select: [term] }, false)).toEqual([]);
  });

  test.each(['', 'colour:red', 'tag:', 'path:'])('refuses `%s`, which says nothing', (term) => {
    expect(() => parseSelection({ select: [term] })).toThrow(`--select ${term} is not known`);
  });
});

describe('selectionOf', () => {
  test('takes a whole name, and no pattern', () => {
    expect([...selectionOf('copy').chosenOf(ALL, true)]).toEqual(['copy-items', 'copy-stock']);
    expect(() => selectionOf('copy-*').chosenOf(ALL, true)).toThrow('--show copy-* fits no pipeline');
    expect(helpOf(() => selectionOf('gine').chosenOf(ALL, true))).toBe('did you mean `gone`?');
  });
});

function helpOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    const help = error instanceof UsageError ? error.help : undefined;
    if (typeof help === 'object')
      return help.template.replaceAll(/\{(\d)\}/g, (_, at: string) => String(help.args[Number(at)]));
  }
  return '';
}
