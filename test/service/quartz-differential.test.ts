import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextFireTimes, parseCron, type Schedule } from '../../src/time/index.ts';
import { askQuartz, type QuartzAnswer, type QuartzQuestion, type QuartzVersion } from '../support/quartz/ask-quartz.ts';
import { randomCrons, randomZones } from '../support/quartz/random-crons.ts';

const EXPRESSIONS = 10_000;
const FIRES = 5;

const questions: readonly QuartzQuestion[] = fc
  .sample(
    fc.record({
      expression: randomCrons,
      timeZone: randomZones,
      after: fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2029, 0) }),
      count: fc.constant(FIRES),
    }),
    { numRuns: EXPRESSIONS, seed: 20260101 },
  )
  .map((question) => ({ ...question, after: beforeWorkingDays(question) }));

/** With `W`, Quartz can leave a month out that it is asked about in its middle: it is asked on the first of one. */
function beforeWorkingDays({ expression, after }: QuartzQuestion): number {
  const date = new Date(after);
  return expression.includes('W') ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) : after;
}

/** What we say of a question; `undefined` = refused. */
function ours(dialect: QuartzVersion, { expression, timeZone, after }: QuartzQuestion): QuartzAnswer {
  if (!parseCron(expression, dialect).ok) return undefined;
  const schedule: Schedule = { kind: 'cron', expression, dialect, dst: 'quartz', timeZone };
  return nextFireTimes(schedule, after, FIRES);
}

/** Refused on purpose where Quartz takes it: junk, days of which one alone would fire, and what never fires. */
function isRefusedOnPurpose(
  version: QuartzVersion,
  { expression }: QuartzQuestion,
  theirs: readonly number[],
): boolean {
  const [, , , inMonth = '', , inWeek = ''] = expression.split(' ');
  if (/\*$|[A-Z]\/|#/.test(inWeek)) return /^(?:FRI\*|FRI\/2|5,6#3|0#1|8#1)$/.test(inWeek);
  if (version === 'quartz-2.3' && /,.*W/.test(inMonth)) return true;
  return theirs.length === 0;
}

describe.each(['quartz-2.3', 'quartz-2.5'] as const)('against real %s', (version) => {
  test(`${EXPRESSIONS} random expressions fire at the same moments`, async () => {
    const answers = await askQuartz(version, questions);
    const counts = { same: 0, bothRefused: 0, refusedHere: 0 };
    const different: unknown[] = [];
    for (const [index, question] of questions.entries()) {
      const [theirs, mine] = [answers[index], ours(version, question)];
      if (mine === undefined && theirs === undefined) counts.bothRefused += 1;
      else if (mine === undefined && theirs !== undefined && isRefusedOnPurpose(version, question, theirs))
        counts.refusedHere += 1;
      else if (mine?.join() === theirs?.join()) counts.same += 1;
      else different.push({ ...question, quartz: theirs?.map(iso), sluice: mine?.map(iso) });
    }
    expect(different).toEqual([]);
    // The comparison is of fires: what both refuse, or one on purpose, is the smaller part.
    expect(counts.same).toBeGreaterThan(EXPRESSIONS * 0.7);
    expect(counts.refusedHere).toBeGreaterThan(0);
  });
});

function iso(time: number): string {
  return new Date(time).toISOString();
}
