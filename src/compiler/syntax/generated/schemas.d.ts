export const pipeline: Record<string, unknown>;
export const datasource: Record<string, unknown>;
export const project: Record<string, unknown>;
export const snapshot: Record<string, unknown>;
export const test: Record<string, unknown>;
export const backfill: Record<string, unknown>;
