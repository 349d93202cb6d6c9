import { expect, test } from 'vitest';
import { missingParts } from './missing-parts.ts';

test('missingParts says nothing where everything is installed', () => {
  expect(missingParts()).toEqual([]);
});

test('missingParts names the package, what fails without it, and how to get it', () => {
  const nothing = (name: string): never => {
    throw new RangeError(name);
  };
  expect(missingParts(nothing)).toEqual([
    '@duckdb/node-api is not installed: pipelines of the local engine that use SQL over files, or Parquet, fail until it is installed (npm install @duckdb/node-api)',
  ]);
});
