import { describe, expect, test } from 'vitest';
import { parseRunTimeText, type Text } from '../../../time/index.ts';
import { collect, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import { movementOf } from '../movement-of.ts';
import { jsonOf } from './json-value.ts';

function valueOf(where: Text): { value: unknown; codes: string[] } {
  const context = collect(pipelineNode('flinkx'));
  const node = movementOf(context).source;
  const value = jsonOf(where, 'where', { plugin: { name: 'esreader', parameters: {} }, node, context });
  return { value, codes: context.diagnostics.map(({ code }) => code) };
}

/** As an author writes it. */
function parsed(text: string): Text {
  const result = parseRunTimeText(text);
  if (!('text' in result)) throw new Error(`not well formed: ${text}`);
  return result.text;
}

describe('jsonOf', () => {
  test('gives the object that a text holds', () => {
    expect(valueOf('{"terms": {"level": [1, 2.5, true, null, "x"]}}')).toEqual({
      value: { terms: { level: [1, 2.5, true, null, 'x'] } },
      codes: [],
    });
  });

  test('keeps run-time values as holes inside their strings, and characters of JSON in them harmless', () => {
    const { value, codes } = valueOf(parsed('{"range": {"at": {"gte": "${bizdate:yyyy-MM-dd}T00", "lt": "${fire}"}}}'));
    expect(codes).toEqual([]);
    expect(value).toMatchObject({
      range: {
        at: {
          gte: { $text: [{ hole: { kind: 'time', base: 'bizdate', format: 'yyyy-MM-dd' } }, 'T00'] },
          lt: { $text: [{ hole: { kind: 'time', base: 'fire' } }] },
        },
      },
    });
  });

  test.each(['level = 3', '[]', '"text"', '3', ''])('reports %j, which is no object', (text) => {
    expect(valueOf(text)).toEqual({ value: undefined, codes: ['SL0652'] });
  });

  test('reports a run-time value outside a string', () => {
    expect(valueOf(parsed('{"range": {"at": {"gte": ${fire:epochMillis}}}}')).codes).toEqual(['SL0652']);
  });
});
