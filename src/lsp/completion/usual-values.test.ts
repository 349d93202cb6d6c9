import { describe, expect, it } from 'vitest';
import { parseColumnType } from '../../compiler/index.ts';
import { checkFormat, parseCron, RUN_TIME_NAMES } from '../../time/index.ts';
import { RUN_TIME_VALUES } from './run-time-values.ts';
import { COLUMN_TYPES, CRON_EXPRESSIONS, DATE_FORMATS } from './usual-values.ts';

describe('what is offered', () => {
  it.each(COLUMN_TYPES)('is a column type: %s', (type) => {
    expect(parseColumnType(type)).toHaveProperty('name');
  });

  it.each(CRON_EXPRESSIONS)('is a schedule: %s', (expression) => {
    expect(parseCron(expression).ok).toBe(true);
  });

  it.each(DATE_FORMATS)('is a format: %s', (format) => {
    expect(checkFormat(format)).toEqual([]);
  });

  it('is every run-time value that there is', () => {
    expect(Object.keys(RUN_TIME_VALUES).toSorted()).toEqual([...RUN_TIME_NAMES].toSorted());
  });
});
