import type { ErrorObject } from 'ajv';

interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

export const pipeline: Validator;
export const datasource: Validator;
export const project: Validator;
export const snapshot: Validator;
export const test: Validator;
export const backfill: Validator;
