import { say } from '../../message/index.ts';
import { minorVersion } from '../../engine-versions/index.ts';
import {
  contentBlocks,
  FLINK_OPTION_GROUPS,
  launchProperties,
  settingBlocks,
  type OptionSpec,
} from '../connector/index.ts';
import { didYouMean, listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode } from '../ir/index.ts';
import { child, isMapping, keyOf, type Location } from '../text/index.ts';
import { checkOptions } from './connector-options.ts';
import { enginesThatCan } from './engines-that-can.ts';
import { settingElsewhere } from './option-elsewhere.ts';
import type { PipelineRule, RuleContext } from './rule.ts';

const REBALANCE: OptionSpec = { type: 'boolean', description: 'Spreads rows evenly over the channels of the writer.' };
const CONF_PROP: OptionSpec = { type: 'object', description: 'Properties of the launch.' };

/** Every setting in an engine's own words is one that this version reads, of the type that it takes. */
export const settingOptions: PipelineRule = {
  name: 'setting-options',
  *check(pipeline, context): Iterable<Diagnostic> {
    const { engine, settings, work } = pipeline;
    if (work.kind !== 'movement' || Object.keys(settings.options).length === 0) return;
    const at = child(settings.at, 'options');
    if (engine.type === 'flink-sql') yield* flinkOptions(settings.options, at, {});
    if (engine.type === 'flinkx' || engine.type === 'chunjun') yield* syncOptions(pipeline, engine.type, at, context);
  },
};

/** What `settings.options` takes on a version of FlinkX or ChunJun, by its own names. */
export function syncSettings(type: 'flinkx' | 'chunjun', version: string): Readonly<Record<string, OptionSpec>> {
  return { ...settingBlocks(type, version), ...contentBlocks(type), rebalance: REBALANCE, confProp: CONF_PROP };
}

function* syncOptions(
  pipeline: PipelineNode,
  type: 'flinkx' | 'chunjun',
  at: Location,
  context: RuleContext,
): Iterable<Diagnostic> {
  const { engine, settings } = pipeline;
  const version = minorVersion(engine.version ?? '');
  const specs = syncSettings(type, version);
  const { options } = settings;
  const elsewhere = Object.keys(type === 'flinkx' ? contentBlocks('chunjun') : {}).filter((name) => name in options);
  for (const name of elsewhere)
    yield makeDiagnostic('SL0609', keyOf(at, name), say`\`${name}\` is of ChunJun alone`, {
      notes: [say`FlinkX would ignore it without a word`],
      help: enginesThatCan(pipeline, context, 'chunjun') ?? say`leave it out, or name an engine of type \`chunjun\``,
    });
  const known = Object.entries(options).filter(([name]) => !elsewhere.includes(name));
  yield* checkOptions(Object.fromEntries(known), specs, say`\`settings\` on ${type} ${version}`, at, settingElsewhere);
  const { confProp } = options;
  if (isMapping(confProp)) yield* flinkOptions(confProp, child(at, 'confProp'), launchProperties(type));
}

/** Properties by name: the engine's own, typed; Flink's, known by their first word. */
function* flinkOptions(
  options: Readonly<Record<string, unknown>>,
  at: Location,
  own: Readonly<Record<string, OptionSpec>>,
): Iterable<Diagnostic> {
  const ownGroups = new Set(Object.keys(own).map(groupOf));
  for (const [key, value] of Object.entries(options)) {
    const spec = Object.hasOwn(own, key) ? own[key] : undefined;
    if (spec !== undefined) {
      yield* checkOptions({ [key]: numberOf(value, spec) }, { [key]: { ...spec, secret: false } }, say`the launch`, at);
      continue;
    }
    const group = groupOf(key);
    if (!ownGroups.has(group) && FLINK_OPTION_GROUPS.includes(group)) {
      yield* checkPlain(key, value, at);
      continue;
    }
    const near = ownGroups.has(group) ? didYouMean(key, Object.keys(own)) : groupNear(key, group, own);
    yield makeDiagnostic('SL0660', keyOf(at, key), say`\`${key}\` is no property of the engine or of Flink`, {
      notes: [say`it would be ignored without a word`],
      help:
        near === undefined
          ? Object.keys(own).length > 0
            ? say`its own are ${listWords(Object.keys(own), 'and')}`
            : say`its own are those that begin with \`execution.\`, \`pipeline.\`, \`table.\`, \`state.\` and the like`
          : say`did you mean \`${near}\`?`,
      ...(near === undefined
        ? {}
        : {
            suggestions: [
              {
                message: say`did you mean \`${near}\`?`,
                confidence: 'likely',
                edits: [{ at: keyOf(at, key), newText: near.includes(':') ? JSON.stringify(near) : near }],
              },
            ],
          }),
    });
  }
}

function* checkPlain(key: string, value: unknown, at: Location): Iterable<Diagnostic> {
  const isRunTime = typeof value === 'object' && value !== null && isRunTimeText(value); // an error of its own
  if (isRunTime || ['string', 'number', 'boolean'].includes(typeof value)) return;
  yield makeDiagnostic('SL0605', child(at, key), say`property \`${key}\` must be a text, a number or a boolean`);
}

function groupOf(key: string): string {
  return /^[^.:]*/.exec(key)?.[0] ?? key;
}

/** The same key under the group that was meant. */
function groupNear(key: string, group: string, own: Readonly<Record<string, OptionSpec>>): string | undefined {
  const near = didYouMean(group, [...FLINK_OPTION_GROUPS, ...Object.keys(own).map(groupOf)]);
  return near === undefined ? undefined : near + key.slice(group.length);
}

/** The launchers read properties as text, so a number may be written as one. */
function numberOf(value: unknown, { type }: OptionSpec): unknown {
  return type === 'integer' && typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
}

function isRunTimeText(value: object): boolean {
  return 'kind' in value && value.kind === 'run-time-text';
}
