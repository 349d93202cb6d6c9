import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../message/index.ts';
import { parseDefinition } from './parse.ts';

function findings(value: unknown): string[] {
  const parsed = parseDefinition('pipeline', value, { file: 'a.yaml', path: [], part: 'value' });
  if (!('diagnostics' in parsed)) return [];
  return parsed.diagnostics.map(
    ({ code, at, message, help }) =>
      `${code} ${at.part} /${at.path.join('/')}: ${wordsOf(message)}${help ? ` (${wordsOf(help)})` : ''}`,
  );
}

describe('parseDefinition: one mistake, one finding, at its place', () => {
  test.each([
    [{ name: 'a', sorce: {} }, ['SL0201 key /sorce: unknown key `sorce` (did you mean `source`?)']],
    [
      { name: 'a', schedule: 'manul' },
      ['SL0204 value /schedule: `schedule` cannot be `manul` (did you mean `manual`?)'],
    ],
    [
      { name: 'a', schedule: { evry: '5m' } },
      ['SL0201 key /schedule/evry: unknown key `evry` in `schedule` (did you mean `every`?)'],
    ],
    [
      { name: 'a', dependsOn: 'b' },
      ['SL0202 value /dependsOn: `dependsOn` must be a list or a mapping, not `b` (write a list: `[b]`)'],
    ],
    [
      { name: 'a', timeout: 30 },
      ['SL0202 value /timeout: `timeout` must be text, not the number `30` (write it as in `30s`)'],
    ],
    [
      { name: 'a', source: { columns: [{ nam: 'x' }] } },
      ['SL0201 key /source/columns/0/nam: unknown key `nam` in `columns` (did you mean `name`?)'],
    ],
    [
      { name: 'a', sink: { mode: 'updat' } },
      ['SL0204 value /sink/mode: `mode` cannot be `updat` (did you mean `upsert`?)'],
    ],
    [
      { name: 'a', source: { file: { type: 'csv', header: 'No' } } },
      ['SL0202 value /source/file/header: `header` must be `true` or `false`, not `No` (write `false`)'],
    ],
    [{ name: 'a', owner: 1.1 }, ['SL0202 value /owner: `owner` must be text, not the number `1.1` (put it in quotes)']],
    [
      { name: 'a', sink: { mode: 'upsrt' } },
      ['SL0204 value /sink/mode: `mode` cannot be `upsrt` (did you mean `upsert`?)'],
    ],
    [
      { name: 'a', source: null },
      ['SL0202 value /source: `source` must be a mapping, not nothing (give a value, or leave the key out)'],
    ],
    [
      { name: 'a', sink: { key: [] } },
      ['SL0204 value /sink/key: `key` is an empty list (name at least one, or leave the key out)'],
    ],
    [[], ['SL0202 value /: the document must be a mapping, not a list']],
    [{}, ['SL0203 key /: required key `name` is missing (add `name:` (unique in the repository))']],
  ])('%j', (value, expected) => {
    expect(findings(value)).toEqual(expected);
  });

  test.each([
    ['freezes', '{ big-sale: { from: 2026-11-11, to: 2026-11-13 } }'],
    ['calendars', '{ shop: { base: weekdays } }'],
  ])('shows how %s are written where they are a list', (key, example) => {
    const value = { name: 'shop', edition: 2026, [key]: [{ name: 'a' }] };
    const parsed = parseDefinition('project', value, { file: 'sluice.yaml', path: [], part: 'value' });
    const [found] = 'diagnostics' in parsed ? parsed.diagnostics : [];
    expect([found?.code, found?.help && wordsOf(found.help)]).toEqual(['SL0202', `write it as in \`${example}\``]);
  });

  test('reports all mistakes of a document at once', () => {
    expect(findings({ name: 'A b', foo: 1, source: { table: 5 }, settings: { parallelism: 'two' } })).toHaveLength(4);
  });

  test('accepts every form of a value', () => {
    for (const columns of ['*', ['id', 'amount decimal(18,2)', { name: 'day', type: 'date' }]]) {
      expect(
        findings({
          name: 'a',
          schedule: { cron: '0 0 3 * * ?', misfire: { policy: 'catch-up', limit: 3 } },
          source: { columns },
        }),
      ).toEqual([]);
    }
  });
});
