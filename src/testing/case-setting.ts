import {
  child,
  didYouMean,
  keyOf,
  makeDiagnostic,
  type Artefact,
  type CompilationResult,
  type CompiledArtefact,
  type DefinitionPlace,
  type Diagnostic,
  type Location,
} from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import { windowStart } from '../time/index.ts';
import type { TestCase } from './test-file.ts';

/** What a case asks `bind` for. */
export type BindContext = Parameters<typeof import('../compiler/index.ts').bind>[1];

/** The fire time of a case that needs none. */
const NO_FIRE = Date.UTC(2026, 0, 1);

/** The pipeline of a case, compiled; or why there is none. */
export function pipelineOf(
  test: TestCase,
  compiled: CompilationResult,
): { readonly compiled: CompiledArtefact } | { readonly broken: string } | { readonly found: Diagnostic } {
  const name = test.definition.pipeline;
  const at = test.placeOf('pipeline');
  if (name === undefined) {
    const message = say`case \`${test.name}\` names no pipeline`;
    return {
      found: makeDiagnostic('SL1107', at, message, { help: say`add \`pipeline:\` to the case or to the file` }),
    };
  }
  const known = compiled.pipelines.find(({ artefact }) => artefact.pipeline.name === name);
  if (known !== undefined) return { compiled: known };
  const members = compiled.pipelines.filter(({ artefact }) => artefact.pipeline.family === name);
  if (members.length > 0) return { found: isFamily(name, members, at) };
  // A pipeline of a definition with errors has a node, and no job.
  const written = compiled.nodes?.find((each) => each.name === name)?.family ?? name;
  const broken = compiled.definitions?.find((each) => each.name === written) ?? familyWithoutMembers(name, compiled);
  if (broken !== undefined) return { broken: broken.name };
  const names = (compiled.nodes ?? []).map((each) => each.name);
  return { found: unknown(name, names, at) };
}

/** A definition with errors may not have become the pipelines of its tables, which are named after it. */
function familyWithoutMembers(
  name: string,
  { definitions, nodes = [] }: CompilationResult,
): DefinitionPlace | undefined {
  return definitions?.find(
    (each) => name.startsWith(`${each.name}-`) && !nodes.some((node) => [node.name, node.family].includes(each.name)),
  );
}

function unknown(name: string, names: readonly string[], at: Location): Diagnostic {
  const near = didYouMean(name, names);
  const help = near === undefined ? undefined : say`did you mean \`${near}\`?`;
  const notes = near !== undefined || names.length === 0 ? [] : [say`known pipelines: ${firstNames(names)}`];
  return makeDiagnostic('SL1103', at, say`no pipeline is named \`${name}\``, {
    notes,
    ...(help === undefined || near === undefined
      ? {}
      : { help, suggestions: [{ message: help, confidence: 'likely', edits: [{ at, newText: near }] }] }),
  });
}

function isFamily(name: string, members: readonly CompiledArtefact[], at: Location): Diagnostic {
  const names = members.map(({ artefact }) => artefact.pipeline.name);
  return makeDiagnostic('SL1103', at, say`\`${name}\` is a family of ${names.length} pipelines, one for each table`, {
    help: say`name one of them: ${firstNames(names)}`,
  });
}

function firstNames(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `\`${name}\``);
  return `${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
}

/** The case as a run: its fire time, parameters and position. What cannot be used is in `found`. */
export function runOf(
  test: TestCase,
  artefact: Artefact,
): { readonly context: BindContext; readonly found: readonly Diagnostic[] } {
  const { definition } = test;
  const { schedule, parameters, incremental } = artefact.pipeline;
  const found: Diagnostic[] = [];
  const refuse = (at: Location, message: Message, help?: Message): void => {
    found.push(makeDiagnostic('SL1107', at, message, help === undefined ? {} : { help }));
  };
  const fireTime = fireTimeOf(definition.fire);
  if (fireTime === undefined)
    refuse(
      test.placeOf('fire'),
      say`\`${definition.fire ?? ''}\` is not a time with an offset`,
      say`write it as in \`2026-03-01T02:00:00+08:00\``,
    );
  if (definition.cursor !== undefined && incremental === undefined)
    refuse(child(test.at, 'cursor'), say`\`${artefact.pipeline.name}\` keeps no cursor`, say`leave \`cursor\` out`);
  for (const [name, value] of Object.entries(definition.params ?? {})) {
    const parameter = parameters.find((known) => known.name === name);
    const at = test.placeOf('params');
    if (parameter === undefined) {
      const near = didYouMean(
        name,
        parameters.map((known) => known.name),
      );
      refuse(
        keyOf(at, name),
        say`\`${artefact.pipeline.name}\` has no parameter \`${name}\``,
        near === undefined ? undefined : say`did you mean \`${near}\`?`,
      );
    } else if (!new RegExp(`^(?:${parameter.pattern})$`, 'u').test(String(value)))
      refuse(child(at, name), say`the value of \`${name}\` does not match its pattern \`${parameter.pattern}\``);
  }
  const at = fireTime ?? NO_FIRE;
  return {
    found,
    context: {
      fireTime: at,
      previousFireTime: windowStart(schedule, at),
      timeZone: schedule.timeZone,
      cursor: definition.cursor === undefined ? incremental?.from : String(definition.cursor),
      parameters: {
        ...Object.fromEntries(
          parameters.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
        ),
        ...Object.fromEntries(Object.entries(definition.params ?? {}).map(([name, value]) => [name, String(value)])),
      },
      environment: artefact.environment,
      pipeline: artefact.pipeline.name,
    },
  };
}

/** Without an offset the moment would depend on a zone that nobody wrote. Left out: a moment that stands for none. */
function fireTimeOf(written: string | undefined): number | undefined {
  if (written === undefined) return NO_FIRE;
  const time = Date.parse(written);
  return Number.isNaN(time) || !/T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(written) ? undefined : time;
}

/** Values of a run that follow from its fire time. */
const OF_THE_FIRE = /^\$\{(?:fire|bizdate|window)\b/;

/** A case that says no fire time cannot say what such a value is. */
export function missingFire(test: TestCase, values: Readonly<Record<string, string>>): Diagnostic | undefined {
  const value = Object.keys(values).find((name) => OF_THE_FIRE.test(name));
  const { fire, expect } = test.definition;
  if (fire !== undefined || (value === undefined && expect.nextFires === undefined)) return undefined;
  const message =
    value === undefined
      ? say`\`nextFires\` are those after a \`fire\`, and the case has none`
      : say`the job needs \`${value}\`, and the case has no \`fire\``;
  return makeDiagnostic('SL1107', child(test.at, 'name'), message, {
    help: say`add \`fire:\`, as in \`fire: 2026-03-01T02:00:00+08:00\``,
  });
}
