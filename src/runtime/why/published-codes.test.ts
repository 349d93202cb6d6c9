import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WHY_CODES } from './explain-pipeline.ts';
import { STEP_KINDS } from './story-steps.ts';

/** The lists of words that a published schema allows somewhere. */
function listsOf(schema: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL(`../../../schemas/${schema}.schema.json`, import.meta.url), 'utf8');
  const lists: string[][] = [];
  JSON.parse(text, (key, value: unknown) => {
    if (key === 'enum' && Array.isArray(value)) lists.push(value.map(String));
    return value;
  });
  return lists;
}

test.each(['why', 'explain-run'])('the schema of %s has every reason, and no other', (schema) => {
  expect(listsOf(schema)).toContainEqual([...WHY_CODES]);
});

test('the schema of a story has every kind of step, and no other', () => {
  expect(listsOf('explain-run')).toContainEqual([...STEP_KINDS]);
});
