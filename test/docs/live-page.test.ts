import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DRIFT_REASONS } from '../../src/runtime/drift/index.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

test('the page and the schema have every reason, and no other', () => {
  const page = readFileSync(path.join(ROOT, 'docs/live.md'), 'utf8');
  const rows = page.split('\n').flatMap((line) => /^\| `([A-Z_]+)` \|/.exec(line)?.[1] ?? []);
  expect(rows).toEqual(DRIFT_REASONS);
  const schema: unknown = JSON.parse(readFileSync(path.join(ROOT, 'schemas/drift.schema.json'), 'utf8'));
  expect(schema).toMatchObject({ definitions: { drift: { properties: { reason: { enum: DRIFT_REASONS } } } } });
});
