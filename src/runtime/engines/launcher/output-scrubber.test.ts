import { expect, test } from 'vitest';
import type { BoundJob } from '../../../compiler/index.ts';
import { secretHole, secretsOf } from '../../../../test/support/launch-request.ts';
import { outputScrubber } from './output-scrubber.ts';

const job: BoundJob = { file: 'job.json', engine: {}, values: {}, template: { job: secretHole('DB_PASSWORD') } };

test('the job that ChunJun 1.16 prints is taken out whole, and a secret wherever it stands', async () => {
  const scrub = await outputScrubber(secretsOf({ DB_PASSWORD: 's3cret/+' }), (line) => line.toUpperCase())(job);
  const encoded = encodeURIComponent('{"job":{"content":[{"reader":{"parameter":{"password":"another"}}}]}}');
  expect(scrub(`INFO - ${encoded}`)).toBe('INFO - [JOB TEXT REMOVED]');
  const plain = await outputScrubber(secretsOf({ DB_PASSWORD: 's3cret/+' }), (line) => line)(job);
  expect(plain('password=s3cret/+ or s3cret%2F%2B')).toBe('password=*** or ***');
});

test('lines are withheld where the secrets cannot be resolved, and passed on once they can', async () => {
  const values: Record<string, string> = {};
  const scrubberOf = outputScrubber(secretsOf(values), (line) => line);
  expect((await scrubberOf(job))('password=s3cret')).toContain('withheld');
  values['DB_PASSWORD'] = 's3cret';
  expect((await scrubberOf(job))('password=s3cret')).toBe('password=***');
});
