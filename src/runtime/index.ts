export * from './errors.ts';
export * from './ports/index.ts';
