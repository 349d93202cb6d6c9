import { type Message, say } from '../../message/index.ts';
import { minorVersion } from '../../engine-versions/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode } from '../ir/index.ts';
import { child, isMapping, keyOf, type Location } from '../text/index.ts';
import { sidesOf, type PipelineRule, type RuleContext } from './rule.ts';

/** Settings in ChunJun's own words that it takes and does nothing with, or that another setting is meant to say. */
export const idleSettings: PipelineRule = {
  name: 'idle-settings',
  *check(pipeline, context): Iterable<Diagnostic> {
    const { engine, settings, work } = pipeline;
    if (engine.type !== 'chunjun' || work.kind !== 'movement') return;
    const at = child(settings.at, 'options');
    const { nameMapping, restoration, restore, confProp } = settings.options;
    if (isMapping(nameMapping)) yield* idleMapping(nameMapping, pipeline, context, keyOf(at, 'nameMapping'));
    if (isMapping(restoration) && !(isMapping(restoration['ddl']) && isMapping(restoration['cache'])))
      yield idle(
        'restoration',
        keyOf(at, 'restoration'),
        say`ChunJun holds changes back only with both \`ddl\` and \`cache\``,
      );
    if (isMapping(restore) && restore['maxRowNumForCheckpoint'] !== undefined)
      yield idle(
        'maxRowNumForCheckpoint',
        keyOf(at, 'restore', 'maxRowNumForCheckpoint'),
        say`ChunJun reads it and never looks at it; FlinkX commits by it`,
      );
    if (isMapping(confProp)) yield* launchSettings(confProp, pipeline, child(at, 'confProp'));
  },
};

/** Readers whose rows are in the DDL of another plugin (`RealTimeDataSourceNameUtil`). */
const STREAMS_OF_CHANGES: ReadonlySet<string> = new Set(['binlog', 'oraclelogminer', 'sqlservercdc', 'pgwal']);

/** ChunJun maps names only where the rows come in the DDL of another plugin than the reader (`Main`). */
function* idleMapping(
  { sourceName }: Record<string, unknown>,
  pipeline: PipelineNode,
  context: RuleContext,
  at: Location,
): Iterable<Diagnostic> {
  const name = sidesOf(pipeline, context).find(({ role }) => role === 'source')?.spec.plugin?.name;
  if (name === undefined) return;
  const stem = name.replace(/(?:reader|source)$/, '');
  const meant = typeof sourceName === 'string' && sourceName.trim() !== '' ? sourceName : undefined;
  if (meant === undefined ? STREAMS_OF_CHANGES.has(stem) : meant !== stem) return;
  yield makeDiagnostic('SL0661', at, say`\`nameMapping\` has no effect`, {
    notes: [say`ChunJun maps the names of a stream of changes; \`${name}\` is none of those that it knows`],
    help:
      stem === 'kafka'
        ? say`say whose changes the topic holds: \`sourceName: mysql\``
        : say`leave it out, and name the columns and the table in the sink`,
  });
}

const MAX_ROWS = 'chunjun.dirty-data.max-rows';
const CLOSE_DELAY = 'chunjun.delay_period_mill';

function* launchSettings(
  confProp: Record<string, unknown>,
  { engine, settings }: PipelineNode,
  at: Location,
): Iterable<Diagnostic> {
  const { errorRows = 0, errorPercent } = settings;
  if (confProp[MAX_ROWS] !== undefined && (errorRows > 0 || errorPercent !== undefined))
    yield makeDiagnostic('SL0662', keyOf(at, MAX_ROWS), say`\`${MAX_ROWS}\` takes the place of \`errorLimit\``, {
      notes: [say`the job gets the property alone; the number of \`errorLimit\` would be read by nobody`],
      help: say`give \`errorLimit\`, and take the property out`,
    });
  if (confProp[CLOSE_DELAY] !== undefined && minorVersion(engine.version ?? '') === '1.12')
    yield idle(CLOSE_DELAY, keyOf(at, CLOSE_DELAY), say`in runs of ChunJun 1.12 it changed nothing`);
}

function idle(name: string, at: Location, note: Message): Diagnostic {
  return makeDiagnostic('SL0661', at, say`\`${name}\` has no effect`, { notes: [note], help: say`leave it out` });
}
