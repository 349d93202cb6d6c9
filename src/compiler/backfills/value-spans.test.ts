import { describe, expect, it } from 'vitest';
import { haveValuesInCommon, shareOf } from './value-spans.ts';

function ends(text: string) {
  const [after = '', until = ''] = text.split('..');
  return { after, until };
}

describe('haveValuesInCommon', () => {
  it.each([
    ['int64', '0..100', '100..200', false],
    ['int64', '100..200', '0..100', false],
    ['int64', '0..101', '100..200', true],
    ['int64', '0..1000', '100..200', true],
    ['int64', '-5..-1', '-1..4', false],
    // as texts, 9 would be after 10
    ['int64', '0..9', '10..20', false],
    ['int64', '9007199254740992..9007199254740993', '9007199254740993..9007199254740994', false],
    ['decimal(9,2)', '0..1.50', '1.5..2', false],
    ['decimal(9,2)', '0..1.51', '1.5..2', true],
    ['date', '2026-01-01..2026-02-01', '2026-02-01..2026-03-01', false],
    ['timestamp(3)', '2026-01-01..2026-02-01 00:00:00', '2026-02-01T00:00..2026-03-01', false],
    ['timestamp(3)', '2026-01-01..2026-02-01 00:00:00.001', '2026-02-01..2026-03-01', true],
    // made for another column, so that nobody can tell
    ['int64', '2026-01-01..2026-02-01', '1..2', true],
    ['string', 'a..b', 'c..d', true],
  ])('of %s: %s and %s', (type, one, other, expected) => {
    expect(haveValuesInCommon(ends(one), ends(other), type)).toBe(expected);
    expect(haveValuesInCommon(ends(other), ends(one), type)).toBe(expected);
  });
});

describe('shareOf', () => {
  it.each([
    ['int64', '900..950', '100..200', 0.5],
    ['decimal(9,2)', '0.25..0.5', '1..2', 0.25],
    ['timestamp(0)', '2026-01-01..2026-01-02', '2026-03-01..2026-03-05', 0.25],
    ['timestamp(0)', '1767225600000..1767312000000', '2026-03-01..2026-03-05', 0.25],
    ['date', '1767225600000..1767312000000', '2026-03-01..2026-03-03', 0.5],
    ['int64', '5..5', '1..3', 0],
    ['int64', 'x..5', '1..3', undefined],
    ['string', 'a..b', 'c..d', undefined],
  ])('of %s: %s beside %s', (type, span, range, expected) => {
    expect(shareOf(ends(span), ends(range), type)).toBe(expected);
  });
});
