import { describe, expect, it } from 'vitest';
import { Report, type ProjectModel } from './lower-context.ts';
import { lowerSettings } from './lower-settings.ts';

const AT = { file: 'pipelines/one.yaml', path: [], part: 'value' } as const;

const PROJECT: ProjectModel = {
  name: 'shop',
  environment: 'default',
  defaultTimeZone: 'UTC',
  defaultEngine: undefined,
  defaultOwner: undefined,
  engines: new Map(),
  datasources: new Map(),
  parameters: new Map(),
  brokenDatasources: new Set(),
  faultyDatasources: new Set(),
  datasourcesReferredTo: new Set(),
  datasourcesHidden: false,
  policies: { prune: 'confirm', maxChangedShare: 0.3 },
  connectorOf: () => undefined,
};

describe('errorLimit', () => {
  it.each([
    [undefined, { errorRows: 0 }],
    [{}, { errorRows: 0 }],
    [{ rows: 3 }, { errorRows: 3 }],
    [{ percent: 5 }, { errorPercent: 5 }],
    [
      { rows: 3, percent: 5 },
      { errorRows: 3, errorPercent: 5 },
    ],
  ])('%j: a share alone is not narrowed to no row at all', (errorLimit, expected) => {
    const definition = { name: 'one', ...(errorLimit === undefined ? {} : { settings: { errorLimit } }) };
    const { errorRows, errorPercent } = lowerSettings(definition, AT, [], PROJECT, new Report());
    expect(JSON.parse(JSON.stringify({ errorRows, errorPercent }))).toEqual(expected);
  });
});
