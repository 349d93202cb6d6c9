import { describe, expect, it, test } from 'vitest';
import { at, datasource, pipelineNode } from '../../../test/support/pipeline-node.ts';
import { wordsOf } from '../../message/index.ts';
import type { EngineNode, PipelineNode } from '../ir/index.ts';
import { connectorOnEngine } from './connector-on-engine.ts';
import type { CheckedProject, ProjectRule } from './rule.ts';
import { unusedDatasource } from './unused-datasource.ts';
import { unusedEngine } from './unused-engine.ts';
import { unusedParameter } from './unused-parameter.ts';

function found(rule: ProjectRule, nodes: readonly PipelineNode[], more: Partial<CheckedProject> = {}): string[] {
  const project: CheckedProject = {
    pipelines: [],
    brokenNames: new Set(),
    namesHidden: false,
    nodes,
    datasources: [],
    engines: [],
    freezes: [],
    enginesMeant: new Set(),
    datasourcesReferredTo: new Set(),
    complete: true,
    environmentParameters: [],
    ...more,
  };
  return [...rule.check(project)].map(({ code, message }) => `${code}: ${wordsOf(message)}`);
}

const ORDERS = pipelineNode('flinkx');

describe('unusedDatasource', () => {
  const datasources = ['erp', 'ods', 'crm'].map((name) => datasource(name));

  it('finds one that no pipeline names', () => {
    expect(found(unusedDatasource, [ORDERS], { datasources })).toEqual(['SL0314: no pipeline uses datasource `crm`']);
  });

  test.each<[string, readonly PipelineNode[], Partial<CheckedProject>]>([
    ['while something cannot be read', [ORDERS], { complete: false }],
    ['where another one refers to it, in whatever environment', [ORDERS], { datasourcesReferredTo: new Set(['crm']) }],
    [
      'of refused rows',
      [{ ...ORDERS, settings: { ...ORDERS.settings, dirty: { datasource: datasource('crm'), path: '/', at: at() } } }],
      {},
    ],
    ['where there is no pipeline yet', [], {}],
  ])('says nothing %s', (_, nodes, more) => {
    expect(found(unusedDatasource, nodes, { datasources, ...more })).toEqual([]);
  });
});

describe('unusedEngine', () => {
  const engine = (name: string, type: EngineNode['type']): EngineNode => ({ ...ORDERS.engine, name, type });

  it('finds one beside another of its type that is used', () => {
    const engines = [engine('batch', 'flinkx'), engine('old', 'flinkx'), engine('next', 'chunjun')];
    expect(found(unusedEngine, [ORDERS], { engines })).toEqual(['SL0315: no pipeline runs on engine `old`']);
    expect(found(unusedEngine, [ORDERS], { engines, enginesMeant: new Set(['old']) })).toEqual([]);
    expect(found(unusedEngine, [ORDERS], { engines, complete: false })).toEqual([]);
  });
});

describe('unusedParameter', () => {
  const parameter = (name: string) => ({ kind: 'parameter', name, pattern: '.*', at: at('params', name) }) as const;
  const value = (name: string) => ({ kind: 'run-time-text', parts: [{ kind: 'parameter', name }] }) as const;

  it('finds one whose value stands nowhere', () => {
    const node = pipelineNode('flinkx', {
      pipeline: { parameters: ['a', 'b', 'c', 'd'].map(parameter) },
      source: { where: value('a'), options: { deep: [{ down: value('b') }] } },
      settings: { dirty: { datasource: datasource('x'), path: value('c'), at: at() } },
    });
    expect(found(unusedParameter, [node])).toEqual(['SL0316: parameter `d` is used nowhere']);
    expect(found(unusedParameter, [node], { complete: false })).toEqual([]);
  });

  it('takes an argument of a command for a use', () => {
    const work = { kind: 'command', argv: ['echo', value('a')], at: at('command') } as const;
    expect(found(unusedParameter, [{ ...ORDERS, work, parameters: [parameter('a')] }])).toEqual([]);
  });
});

describe('foreignConnector', () => {
  const NAMES = ['mysql', 'mysqlcdc', 'elasticsearch', 'file', 'stream', 'kafka'];

  test.each([
    ['mysqlreader', 'mysql'],
    ['MysqlReader', 'mysql'],
    ['mysqlsink', 'mysql'],
    ['streamwriter', 'stream'],
    ['esreader', 'elasticsearch'],
    ['txtfilereader', 'file'],
    ['mysql-cdc', 'mysqlcdc'],
    ['upsert-kafka', 'kafka'],
  ])('%s is called %s here', (written, name) => {
    const node = pipelineNode('flinkx', { source: { connector: written } });
    const [finding] = [...connectorOnEngine.check(node, { spec: () => undefined, connectorNames: NAMES })];
    expect(finding).toMatchObject({ code: 'SL0317', at: { path: ['source', 'connector'] } });
    expect(finding?.suggestions).toMatchObject([{ confidence: 'certain', edits: [{ newText: name }] }]);
  });

  test.each(['mysqll', 'foo', 'fooreader', 'reader', 'toString'])('%s is a name of nothing', (written) => {
    const node = pipelineNode('flinkx', { source: { connector: written } });
    const [finding] = [...connectorOnEngine.check(node, { spec: () => undefined, connectorNames: NAMES })];
    expect(finding?.code).toBe('SL0601');
  });
});
