import { expect, test } from 'vitest';
import { collect, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import type { Template } from '../../artefact/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { movementOf } from '../movement-of.ts';
import { jsonText } from './json-text.ts';

function print(value: Template): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const context = collect(pipelineNode('flinkx'));
  const use = { plugin: { name: 'anywriter', parameters: {} }, node: movementOf(context).sink, context };
  return { text: jsonText(value, 'schema', use), diagnostics: context.diagnostics };
}

test('a mapping is one text, with null and lists in it', () => {
  const value = { a: [1, { b: null }], c: true };
  expect(print(value)).toEqual({ text: '{"a":[1,{"b":null}],"c":true}', diagnostics: [] });
});

test('a run-time value is reported at any depth', () => {
  const late: Template = { $text: [{ hole: { kind: 'parameter', name: 'day' } }] };
  for (const value of [{ a: late }, { a: { b: ['x', late] } }])
    expect(print(value).diagnostics).toMatchObject([
      {
        code: 'SL0403',
        at: { path: ['sink', 'options', 'schema'] },
        notes: ['`anywriter` reads it as JSON in a text'],
      },
    ]);
});
