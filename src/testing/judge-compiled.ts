import {
  child,
  didYouMean,
  keyOf,
  listWords,
  makeDiagnostic,
  pointerSteps,
  renderJob,
  type Artefact,
  type BoundJob,
  type DefinitionPlace,
  type Diagnostic,
  type Location,
} from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import { formatTime, ISO_FORMAT, nextFireTimes } from '../time/index.ts';
import { isCondition, isMapping } from './condition.ts';
import { atPointer, isPointer } from './json-pointer.ts';
import { judge, NOTHING_FOUND, together, type Judgement } from './judgement.ts';
import { matchValue, type Mismatch } from './match-value.ts';
import { lastName, placeInPipeline } from './pipeline-place.ts';
import type { TestCase } from './test-file.ts';

/** What a case is judged by when nothing is run. */
export interface Compiled {
  readonly artefact: Artefact;
  readonly bound: BoundJob;
  readonly fireTime: number;
  readonly definition: DefinitionPlace;
}

/** Judges what a case expects of the compiled pipeline: job, SQL, artefact, values, next fires. */
export function judgeCompiled(test: TestCase, compiled: Compiled): Judgement {
  const { expect } = test.definition;
  const { artefact, bound } = compiled;
  const at = child(test.at, 'expect');
  return together([
    expect.job === undefined ? NOTHING_FOUND : judgeJob(expect.job, compiled, child(at, 'job')),
    expect.sql === undefined ? NOTHING_FOUND : judgeSql(expect.sql, compiled, child(at, 'sql')),
    expect.artefact === undefined
      ? NOTHING_FOUND
      : judgeParts(expect.artefact, plain(artefact), say`the artefact`, compiled, child(at, 'artefact')),
    expect.values === undefined ? NOTHING_FOUND : judgeValues(expect.values, bound, compiled, child(at, 'values')),
    expect.nextFires === undefined ? NOTHING_FOUND : judgeNextFires(expect.nextFires, compiled, child(at, 'nextFires')),
  ]);
}

function judgeJob(expected: Readonly<Record<string, unknown>>, compiled: Compiled, at: Location): Judgement {
  const { artefact, bound } = compiled;
  if (bound.file === 'job.sql')
    return refused(at, say`\`${artefact.pipeline.name}\` becomes SQL`, say`expect parts of it under \`sql\``);
  return judgeParts(expected, JSON.parse(renderJob(artefact, bound)), say`the job`, compiled, at);
}

/** By pointers where every key is one, else as a mapping that is held. */
function judgeParts(
  expected: Readonly<Record<string, unknown>>,
  actual: unknown,
  whole: Message,
  { definition }: Compiled,
  at: Location,
): Judgement {
  const byPointer = Object.keys(expected).every(isPointer);
  if (!byPointer) return judge(matchValue(expected, actual), at, partOf(whole), comesFrom(definition, expected));
  return together(
    Object.entries(expected).map(([pointer, value]) => {
      const there = atPointer(actual, pointer);
      const found = matchValue(value, 'value' in there ? there.value : undefined, [pointer]);
      const judged = judge(found, at, partOf(whole), {
        at: placeInPipeline(definition, lastName(pointerSteps(pointer))),
        message: say`what the pipeline says`,
      });
      if ('value' in there || judged.found.length === 0) return judged;
      const [first, ...others] = judged.found;
      return first === undefined ? judged : { ...judged, found: [withWay(first, there), ...others] };
    }),
  );
}

/** How far the pointer leads, and what there is then. */
function withWay(
  diagnostic: Diagnostic,
  {
    reached,
    missing,
    there,
  }: { readonly reached: string; readonly missing: string; readonly there: readonly string[] },
): Diagnostic {
  const place = reached === '' ? say`the job` : say`\`${reached}\``;
  const near = didYouMean(missing, there);
  const note = there.length === 0 ? say`${place} holds nothing` : say`${place} has ${listWords(there, 'and')}`;
  return {
    ...diagnostic,
    notes: [...(diagnostic.notes ?? []), note],
    ...(near === undefined ? {} : { help: say`did you mean \`${`${reached}/${near}`}\`?` }),
  };
}

function partOf(whole: Message): (mismatch: Mismatch) => Message {
  return ({ path }) => {
    const steps = path.filter((step, index) => !(index === path.length - 1 && CONDITION_WORDS.has(String(step))));
    const [first] = steps;
    const text = typeof first === 'string' && isPointer(first) ? steps.join('/') : steps.join('.');
    return text === '' ? whole : say`\`${text}\` of ${whole}`;
  };
}

const CONDITION_WORDS = new Set(['equals', 'contains', 'matches', 'oneOf', 'absent']);

function comesFrom(definition: DefinitionPlace, expected: unknown): { at: Location; message: Message } {
  const keys: string[] = [];
  for (let value = expected; isMapping(value) && !isCondition(value);) {
    const [key, inner] = Object.entries(value)[0] ?? [];
    if (key === undefined) break;
    keys.push(key);
    value = inner;
  }
  return { at: placeInPipeline(definition, keys.at(-1)), message: say`what the pipeline says` };
}

/** White space is not looked at: statements are printed on lines of their own. */
function judgeSql(expected: unknown, { artefact, bound, definition }: Compiled, at: Location): Judgement {
  if (bound.file !== 'job.sql')
    return refused(at, say`\`${artefact.pipeline.name}\` becomes no SQL`, say`expect parts of its job under \`job\``);
  const sql = collapse(renderJob(artefact, bound));
  const condition = isCondition(expected) ? expected : { contains: expected };
  const mismatches = matchValue(collapseAll(condition), sql).map((mismatch) => ({
    ...mismatch,
    path: isCondition(expected) ? mismatch.path : [],
    replaceable: false,
  }));
  return judge(mismatches, at, () => say`the SQL`, {
    at: placeInPipeline(definition, undefined),
    message: say`the pipeline`,
  });
}

function collapseAll(value: unknown): unknown {
  if (typeof value === 'string') return collapse(value);
  if (Array.isArray(value)) return value.map(collapseAll);
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === 'matches' ? item : collapseAll(item)]),
  );
}

function collapse(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** By the source text of each value, with or without `${}`. */
function judgeValues(
  expected: Readonly<Record<string, unknown>>,
  { values }: BoundJob,
  { definition }: Compiled,
  at: Location,
): Judgement {
  return together(
    Object.entries(expected).map(([name, value]) => {
      const actual = values[name] ?? values[`\${${name}}`];
      const written = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
      return judge(matchValue(written, actual, [name]), at, () => say`the value of \`${name}\``, {
        at: placeInPipeline(definition, undefined),
        message: say`the pipeline`,
      });
    }),
  );
}

function judgeNextFires(expected: readonly string[], compiled: Compiled, at: Location): Judgement {
  const { artefact, fireTime, definition } = compiled;
  const { schedule } = artefact.pipeline;
  const times = nextFireTimes(schedule, fireTime, Math.max(expected.length, 1));
  const shown = times.map((time) => formatTime(time, ISO_FORMAT, schedule.timeZone));
  const same =
    expected.length === 0 ? times.length === 0 : expected.every((each, index) => Date.parse(each) === times[index]);
  if (same) return NOTHING_FOUND;
  const mismatch = { path: [], expected, actual: shown, replaceable: true };
  return judge([mismatch], at, () => say`the next fires`, {
    at: placeInPipeline(definition, 'schedule'),
    message: say`the schedule`,
  });
}

/** Judges the codes of all findings of the pipeline. */
export function judgeFindings(
  expected: readonly string[],
  found: readonly { readonly code: string }[],
  definition: DefinitionPlace,
  at: Location,
): Judgement {
  const actual = [...new Set(found.map(({ code }) => code))].sort();
  if ([...new Set(expected)].sort().join() === actual.join()) return NOTHING_FOUND;
  return judge([{ path: [], expected, actual, replaceable: true }], at, () => say`the list of findings`, {
    at: placeInPipeline(definition, undefined),
    message: say`the pipeline`,
  });
}

function refused(at: Location, message: Message, help: Message): Judgement {
  return { found: [makeDiagnostic('SL1107', keyOf(at), message, { help })], updates: [] };
}

/** As JSON holds it. */
function plain(artefact: Artefact): unknown {
  return JSON.parse(JSON.stringify(artefact));
}
