import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { outsideSchema } from '../support/outside-schema.ts';

const ROOT = path.join(import.meta.dirname, '../..');

test.each([
  ['docs/ci/github.yml', 'schemas/json/github-workflow.json'],
  [
    'docs/ci/gitlab-ci.yml',
    'schemas/json/gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json',
  ],
  ['.pre-commit-hooks.yaml', 'schemas/json/pre-commit-hooks.json'],
])('%s is as its reader wants it', (file, schema) => {
  const validate = outsideSchema('schemastore', schema);
  validate(parse(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(validate.errors ?? []).toEqual([]);
});

test('the workflow for GitHub pins what it uses, and asks for no right that it does not need', () => {
  const text = readFileSync(path.join(ROOT, 'docs/ci/github.yml'), 'utf8');
  const uses = [...text.matchAll(/- uses: (\S+)/g)].map(([, used = '']) => used);
  expect(uses.length).toBeGreaterThan(2);
  for (const used of uses) expect(used).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
  const { permissions, jobs } = parse(text) as { permissions: object; jobs: { review: { permissions: object } } }; // asserted next
  expect(permissions).toEqual({ contents: 'read' });
  expect(jobs.review.permissions).toEqual({
    contents: 'read',
    'pull-requests': 'write',
    checks: 'write',
    statuses: 'write',
  });
  expect(parse(text)).not.toHaveProperty('on.pull_request_target');
});

test.each([
  ['pipelines/orders.yaml', ['sluice-fmt', 'sluice-check']],
  ['etl/datasources/erp.yml', ['sluice-fmt', 'sluice-check']],
  ['sluice.yaml', ['sluice-fmt', 'sluice-check']],
  ['pipelines/orders.ts', ['sluice-check']],
  ['src/orders.yaml', []],
  ['my-pipelines/orders.yaml', []],
  ['pipelines/orders.sql', []],
])('the hooks for %s are %j', (file, expected) => {
  const hooks = parse(readFileSync(path.join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as {
    id: string;
    files: string;
  }[]; // held by its schema
  expect(hooks.filter(({ files }) => new RegExp(files).test(file)).map(({ id }) => id)).toEqual(expected);
});
