export * from './compare-engines.ts';
export * from './value-differences.ts';
