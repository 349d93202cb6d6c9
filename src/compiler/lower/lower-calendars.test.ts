import { describe, expect, it } from 'vitest';
import type { CalendarDefinition } from '../syntax/index.ts';
import { lowerCalendars } from './lower-calendars.ts';
import { Report } from './lower-context.ts';

function lower(written: CalendarDefinition, name = 'trading'): { codes: readonly string[]; calendar: unknown } {
  const report = new Report();
  const at = { file: 'sluice.yaml', path: [], part: 'value' } as const;
  const calendars = lowerCalendars({ name: 'shop', calendars: { [name]: written } }, at, report);
  const codes = report.diagnostics.map(({ code, at: { path } }) => `${code} ${path.slice(2).join('/')}`);
  return { codes, calendar: calendars.get(name) };
}

describe('lowerCalendars', () => {
  it('sorts dates, so that their order in the file is no change, and ends with its base', () => {
    expect(lower({ exclude: ['2026-12-31', '2026-05-06'] })).toEqual({
      codes: [],
      calendar: { name: 'trading', base: 'weekdays', exclude: ['2026-05-06', '2026-12-31'] },
    });
    expect(lower({ base: 'cn-workdays' }).calendar).toEqual({
      name: 'trading',
      base: 'cn-workdays',
      until: '2027-01-01',
    });
    expect(lower({ base: 'cn-workdays', until: '2026-06-01' }).calendar).toMatchObject({ until: '2026-06-01' });
  });

  it.each<[CalendarDefinition, string]>([
    [{ exclude: ['2026-02-30'] }, 'SL0204 exclude/0'],
    [{ include: ['31.12.2026'] }, 'SL0204 include/0'],
    [{ until: 'soon' }, 'SL0204 until'],
    [{ exclude: ['2026-12-31', '2026-12-31'] }, 'SL0435 exclude/1'],
    [{ exclude: ['2026-12-31'], include: ['2026-12-31'] }, 'SL0435 include/0'],
    [{ base: 'cn-workdays', until: '2028-01-01' }, 'SL0436 until'],
    [{ base: 'cn-workdays', exclude: ['2027-02-01'] }, 'SL0436 exclude/0'],
    [{ until: '2026-12-01', include: ['2026-12-31'] }, 'SL0436 include/0'],
  ])('refuses %j', (written, code) => {
    expect(lower(written)).toEqual({ codes: [code], calendar: undefined });
  });

  it('refuses the name of one that Sluice knows', () => {
    expect(lower({}, 'weekdays').codes).toEqual(['SL0436 ']);
  });
});
