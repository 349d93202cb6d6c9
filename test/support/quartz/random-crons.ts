import fc from 'fast-check';

const NAMES = {
  month: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  weekday: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};

/** A field of values between two bounds: `*`, values, ranges that may wrap, steps, lists, and names where there are. */
function field(min: number, max: number, names: readonly string[] = []): fc.Arbitrary<string> {
  const value = fc.integer({ min, max }).map(String);
  const named = names.length === 0 ? value : fc.oneof(value, fc.constantFrom(...names));
  const step = fc.integer({ min: 1, max: Math.min(max, 31) });
  const range = fc.tuple(value, value).map(([from, to]) => `${from}-${to}`);
  const item = fc.oneof(
    { weight: 4, arbitrary: named },
    { weight: 2, arbitrary: range },
    { weight: 1, arbitrary: fc.tuple(range, step).map(([of, by]) => `${of}/${by}`) },
    { weight: 1, arbitrary: fc.tuple(value, step).map(([from, by]) => `${from}/${by}`) },
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('*') },
    { weight: 2, arbitrary: step.map((by) => `*/${by}`) },
    { weight: 5, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(',')) },
  );
}

const fromLast = fc.oneof(
  fc.constant('L'),
  fc.integer({ min: 0, max: 30 }).map((days) => `L-${days}`),
);
const lastDay = fc.oneof(
  fromLast,
  fc.constant('LW'),
  fc.integer({ min: 0, max: 27 }).map((days) => `L-${days}W`),
);
/** Not of the first two days, nor of those that some months lack: see docs/decisions/own-cron.md. */
const workingDay = fc.integer({ min: 3, max: 28 }).map((day) => `${day}W`);
const dayOfMonth = fc.oneof(
  { weight: 4, arbitrary: field(1, 31) },
  { weight: 2, arbitrary: lastDay },
  { weight: 2, arbitrary: workingDay },
  { weight: 1, arbitrary: fc.tuple(fromLast, field(1, 31)).map(([last, days]) => `${days},${last}`) },
);
const weekday = fc.oneof(fc.integer({ min: 1, max: 7 }).map(String), fc.constantFrom(...NAMES.weekday));
const dayOfWeek = fc.oneof(
  { weight: 4, arbitrary: field(1, 7, NAMES.weekday) },
  { weight: 1, arbitrary: fc.constant('L') },
  { weight: 1, arbitrary: weekday.map((day) => `${day}L`) },
  { weight: 2, arbitrary: fc.tuple(weekday, fc.integer({ min: 1, max: 5 })).map(([day, nth]) => `${day}#${nth}`) },
  // What Quartz takes silently, and cannot mean.
  { weight: 1, arbitrary: fc.constantFrom('FRI*', 'FRI/2', '5,6#3', '0#1', '8#1') },
);
const days = fc.oneof(
  dayOfMonth.map((day) => [day, '?'] as const),
  dayOfWeek.map((day) => ['?', day] as const),
);
const year = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(' *', ' 2020-2030', ' 2019/3', ' 2021,2024,2028') },
);

/** Hours whose readings a change of the clock touches are as many as all others. */
const hour = fc.oneof(fc.constantFrom('0', '1', '2', '3', '1-3', '*', '0/2', '23'), field(0, 23));

/** Cron expressions of Quartz: nearly all of them valid, with every special there is, and some of the junk that it takes. */
export const randomCrons: fc.Arbitrary<string> = fc
  .tuple(field(0, 59), field(0, 59), hour, days, field(1, 12, NAMES.month), year)
  .map(([second, minute, ofDay, [inMonth, inWeek], month, years]) =>
    // With `W`, Quartz forgets the rest of a day after its first fire: one fire a day is compared.
    inMonth.includes('W')
      ? `${first(second)} ${first(minute)} ${first(ofDay)} ${inMonth} ${month} ${inWeek}${years}`
      : `${second} ${minute} ${ofDay} ${inMonth} ${month} ${inWeek}${years}`,
  );

/** One value of a field. */
function first(text: string): string {
  return /^\d+/.exec(text)?.[0] ?? '0';
}

/** Zones whose rules are the same in every release of the tz data since 2019, for times from 2015 on. */
export const randomZones: fc.Arbitrary<string> = fc.constantFrom(
  'UTC',
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Auckland',
);
