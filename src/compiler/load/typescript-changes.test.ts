import { describe, expect, it } from 'vitest';
import type { Location, Path, TextChange } from '../text/index.ts';
import { typeScriptChanges } from './typescript-changes.ts';
import { callsOf } from './typescript-places.ts';
import { tokensOf } from './typescript-tokens.ts';

const DEFINITION = {
  name: 'a',
  wehre: "it's",
  tags: ['x', 'y'],
  priority: 3,
  sink: { mode: 'upsrt', path: 'p ${bizdate:YYYY}', table: 'T' },
  source: { datasource: 'erp' },
  transform: {},
};
const TEXT = `import { definePipeline } from 'sluice';
const T = 'T';
export default definePipeline({
  name: 'a', // the name
  "wehre": "it's",
  tags: ['x', 'y'],
  priority: 3,
  sink: { mode: 'upsrt' as const, path: \`p \\\${bizdate:YYYY}\`, table: T },
  source: {
    datasource: "erp", // the shop
  },
  transform: {},
});
`.replaceAll(String.raw`\${`, '${');

const at = (path: Path, more: Partial<Location> = {}): Location => ({ file: 'a.ts', path, part: 'value', ...more });

function changed(change: (changes: ReturnType<typeof typeScriptChanges>) => TextChange | undefined): string {
  const text = TEXT.replace('`p ${bizdate:YYYY}`', "'p ${bizdate:YYYY}'");
  const tokens = tokensOf(text);
  const [call] = callsOf(tokens);
  const made = change(
    typeScriptChanges(text, ({ path }) =>
      call === undefined
        ? undefined
        : {
            tokens,
            call,
            path,
            value: path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], DEFINITION),
          },
    ),
  );
  if (made === undefined) return 'none';
  const after = text.slice(0, made.start) + made.newText + text.slice(made.end);
  const [before, now] = [text.split('\n'), after.split('\n')];
  return (
    now.filter((line) => !before.includes(line)).join('|') ||
    `-${before.filter((line) => !now.includes(line)).join('|')}`
  );
}

describe('typeScriptChanges', () => {
  it.each<[string, Location, string, string]>([
    ['a key in quotes', at(['wehre'], { part: 'key' }), 'where', `  "where": "it's",`],
    ['a key', at(['name'], { part: 'key' }), 'owner', `  owner: 'a', // the name`],
    ['a text, with its quotes', at(['name']), 'b', `  name: 'b', // the name`],
    ['a text with a quote in it', at(['name']), `"it's"`, String.raw`  name: 'it\'s', // the name`],
    [
      'a text with `as`',
      at(['sink', 'mode']),
      'upsert',
      "  sink: { mode: 'upsert' as const, path: 'p ${bizdate:YYYY}', table: T },",
    ],
    ['a number by a text', at(['priority']), '"3"', "  priority: '3',"],
    ['a text by a list', at(['name']), '[a, b]', "  name: ['a', 'b'], // the name"],
    [
      'a stretch',
      at(['sink', 'path'], { within: { start: 12, end: 16 } }),
      'yyyy',
      "  sink: { mode: 'upsrt' as const, path: 'p ${bizdate:yyyy}', table: T },",
    ],
    ['not a value of a constant', at(['sink', 'table']), 'U', 'none'],
    ['not a list', at(['tags']), 'x', 'none'],
  ])('replaces %s', (_, where, newText, expected) => {
    expect(changed((changes) => changes.replace(where, newText))).toBe(expected);
  });

  it.each<[string, Path, string]>([
    ['a line', ['priority'], '-  priority: 3,'],
    ['one in braces', ['sink', 'mode'], "  sink: { path: 'p ${bizdate:YYYY}', table: T },"],
    ['the last in braces', ['sink', 'table'], "  sink: { mode: 'upsrt' as const, path: 'p ${bizdate:YYYY}' },"],
    ['an item', ['tags', 1], "  tags: ['x'],"],
    ['not where a comment stands between', ['name'], 'none'],
  ])('removes %s', (_, path, expected) => {
    expect(changed((changes) => changes.remove(at(path)))).toBe(expected);
  });

  it.each<[string, Path, string]>([
    ['in braces', ['sink'], "  sink: { mode: 'upsrt' as const, path: 'p ${bizdate:YYYY}', table: T, key: ['id'] },"],
    ['on a line', ['source'], "    key: ['id'],"],
    ['in empty braces', ['transform'], "  transform: { key: ['id'] },"],
    ['not in a text', ['name'], 'none'],
  ])('inserts %s', (_, path, expected) => {
    expect(changed((changes) => changes.insert(at(path), 'key', '[id]'))).toBe(expected);
  });
});
