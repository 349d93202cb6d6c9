import { describe, expect, it } from 'vitest';
import { pipelineNode, type Changes } from '../../../test/support/pipeline-node.ts';
import type { ConnectorSpec, PluginSpec } from '../connector/index.ts';
import { pluginSide } from '../connector/index.ts';
import { connectorOptions } from './connector-options.ts';
import { dateFormatOption } from './date-format-option.ts';
import { endlessSource } from './endless-source.ts';
import { pluginCaution } from './plugin-caution.ts';
import type { PipelineRule } from './rule.ts';
import { wordsOf } from '../../message/index.ts';
import { startPoint } from './start-point.ts';

const { schedule, at } = pipelineNode('flinkx');
const CONTINUOUS = { schedule: { ...schedule, schedule: { kind: 'continuous', timeZone: 'UTC' } } } as const;

const STREAM: PluginSpec = {
  name: 'changesreader',
  endless: true,
  startsAt: ['latest'],
  caution: { message: 'it does as it likes', notes: ['seen once'], help: 'look twice' },
  parameters: {
    kinds: { type: 'string', description: 'Kinds of change.', pattern: '(insert|update)(,(insert|update))*' },
    buffer: { type: 'integer', description: 'Events that wait.', powerOfTwo: true },
    address: { type: 'string', description: 'Address of it.', carries: 'datasource.url' },
    start: {
      type: 'object',
      description: 'Where it begins.',
      members: { timestamp: { type: 'integer', description: 'When it begins.', carries: 'start.time' } },
    },
    param: {
      type: 'object-list',
      description: 'Parameters of it.',
      members: { format: { type: 'string', description: 'Format of a time.', dateFormat: true } },
    },
  },
};

/** Codes of what the rule finds in a pipeline that reads with the plugin. */
function found(rule: PipelineRule, plugin: PluginSpec, changes: Changes = {}): string[] {
  const spec: ConnectorSpec = {
    name: 'changes',
    title: 'Changes',
    description: 'Changes of something.',
    datasourceTypes: [],
    datasourceRequired: false,
    datasourceFields: {},
    source: { flinkx: pluginSide(plugin) },
    sink: {},
  };
  const node = pipelineNode('flinkx', { ...changes, source: { connector: 'changes', ...changes.source } });
  const context = {
    spec: (name: string) => (name === 'changes' ? spec : undefined),
    connectorNames: ['changes'],
  };
  return [...rule.check(node, context)].map(({ code, message, help }) =>
    [code, wordsOf(message), help ? wordsOf(help) : ''].join('; '),
  );
}

describe('endlessSource', () => {
  it('wants a continuous pipeline for a stream, or an option that ends it', () => {
    expect(found(endlessSource, STREAM)).toMatchObject([expect.stringContaining('SL0412')]);
    expect(found(endlessSource, STREAM, { pipeline: CONTINUOUS })).toEqual([]);
    const ending = { ...STREAM, endsBy: ['buffer'] };
    expect(found(endlessSource, ending)).toMatchObject([expect.stringContaining('the option `buffer`')]);
    expect(found(endlessSource, ending, { source: { options: { buffer: 1 } } })).toEqual([]);
  });

  it('wants the reverse for what ends, unless it polls or the author decides', () => {
    const ending = { ...STREAM, endless: false };
    expect(found(endlessSource, ending)).toEqual([]);
    expect(found(endlessSource, ending, { pipeline: CONTINUOUS })).toMatchObject([expect.stringContaining('SL0413')]);
    const polling = { kind: 'incremental', column: 'id', type: { name: 'int64' }, at } as const;
    expect(found(endlessSource, ending, { pipeline: CONTINUOUS, source: { incremental: polling } })).toEqual([]);
    expect(found(endlessSource, { ...ending, endsBy: ['buffer'] }, { pipeline: CONTINUOUS })).toEqual([]);
  });
});

describe('startPoint', () => {
  it('knows the points of parameters and those that need none', () => {
    const begin = (point: 'latest' | 'time' | 'scn') => ({ source: { start: { kind: 'start', point, at } as const } });
    expect(found(startPoint, STREAM, begin('latest'))).toEqual([]);
    expect(found(startPoint, STREAM, begin('time'))).toEqual([]);
    expect(found(startPoint, STREAM, begin('scn'))).toEqual([
      'SL0204; `changesreader` cannot begin at `scn`; it can begin at `latest` or `time`',
    ]);
  });
});

describe('connectorOptions', () => {
  const options = (given: Record<string, unknown>): string[] =>
    found(connectorOptions, STREAM, { source: { options: given } });

  it('tells who says what is no option', () => {
    expect(options({ address: 'x' })).toMatchObject([
      expect.stringContaining('SL0620; option `address` of the changes source on flinkx is set by the datasource'),
    ]);
    expect(options({ start: { timestamp: 1 } })).toMatchObject([expect.stringContaining('write `start: earliest`')]);
  });

  it('holds texts against their pattern and numbers against powers of two', () => {
    expect(options({ kinds: 'insert,update', buffer: 256 })).toEqual([]);
    expect(options({ kinds: 'INSERT' })).toEqual([]);
    expect(options({ kinds: 'insert,delte', buffer: 300 }).map((text) => text.slice(0, 6))).toEqual([
      'SL0605',
      'SL0605',
    ]);
  });
});

describe('dateFormatOption', () => {
  const format = (text: string): string[] =>
    found(dateFormatOption, STREAM, { source: { options: { param: [{ format: text }] } } });

  it.each([
    ['yyyy-mm-dd hh:mm:ss', 'yyyy-MM-dd HH:mm:ss'],
    ['YYYY-MM-DD', 'yyyy-MM-dd'],
    ['yyyymmdd', 'yyyyMMdd'],
  ])('%s is meant as %s', (written, meant) => {
    expect(format(written)).toMatchObject([expect.stringContaining(`write \`${meant}\``)]);
  });

  it.each(['yyyy-MM-dd HH:mm:ss', 'yyyyMMdd', 'hh:mm a', 'HH:mm'])('%s is what it says', (text) => {
    expect(format(text)).toEqual([]);
  });
});

describe('pluginCaution', () => {
  it('is said of every pipeline that uses the plugin', () => {
    expect(found(pluginCaution, STREAM)).toEqual(['SL0622; it does as it likes; look twice']);
    const { caution: _caution, ...careless } = STREAM;
    expect(found(pluginCaution, careless)).toEqual([]);
  });
});
