import { describe, expect, it } from 'vitest';
import type { Artefact, Template } from '../artefact/index.ts';
import { emitCommand, optionTemplates, renderJob } from './index.ts';
import { AT, collect, pipelineNode } from '../../../test/support/pipeline-node.ts';

function artefact(type: string, file: Artefact['job']['file'], template: Template): Artefact {
  const { schedule, retry } = pipelineNode('local');
  return {
    formatVersion: '1.0',
    project: 'shop',
    environment: 'default',
    pipeline: {
      name: 'p',
      tags: [],
      state: 'running',
      schedule: schedule.schedule,
      misfire: schedule.misfire,
      overlap: 'skip',
      dependsOn: [],
      retry,
      priority: 0,
      parameters: [],
      work: {},
    },
    engine: { name: 'e', type, config: {} },
    job: { file, template },
  };
}

const SECRET = { hole: { kind: 'secret', provider: 'env', name: 'PW' } } as const;

describe('renderJob', () => {
  it('shows only the job of FlinkX and ChunJun, holes as their source text', () => {
    const template = { job: { job: { password: { $text: [SECRET] } } }, launch: { name: 'p', confProp: {} } };
    const text = '{\n  "job": {\n    "password": "${secret:env/PW}"\n  }\n}\n';
    expect(renderJob(artefact('flinkx', 'job.json', template))).toBe(text);
    expect(renderJob(artefact('chunjun', 'job.json', template))).toBe(text);
  });

  it('shows a local job whole, and the form with a cursor', () => {
    const after = { $text: [{ whenCursor: [{ hole: { kind: 'cursor' } }], otherwise: [] }] } as const;
    expect(JSON.parse(renderJob(artefact('local', 'job.json', { after })))).toEqual({ after: '${cursor}' });
  });

  it('shows SQL as statements with semicolons', () => {
    const template = {
      settings: { 'pipeline.name': "it's" },
      definitions: [{ $text: ["CREATE TABLE t WITH ('password' = '", { ...SECRET, escape: 'sql-string' }, "')"] }],
      insert: 'INSERT INTO t SELECT 1',
    } as const;
    expect(renderJob(artefact('flink-sql', 'job.sql', template))).toBe(
      "SET 'pipeline.name' = 'it''s';\n\nCREATE TABLE t WITH ('password' = '${secret:env/PW}');\n\nINSERT INTO t SELECT 1;\n",
    );
  });

  it('shows a bound job when there is one', () => {
    const bound = { file: 'job.json', template: { path: 'pt=20260101' }, engine: {}, values: {} } as const;
    expect(renderJob(artefact('local', 'job.json', { path: 'x' }), bound)).toBe('{\n  "path": "pt=20260101"\n}\n');
  });
});

describe('emitCommand', () => {
  it('keeps each argument whole, holes included', () => {
    const fire = { kind: 'time', base: 'fire', offsets: [], format: 'yyyy' } as const;
    const argv = ['echo', 'a b; c', { kind: 'run-time-text', parts: ['y=', fire] } as const];
    const pipeline = pipelineNode('command', { pipeline: { work: { kind: 'command', argv, at: AT } } });
    expect(emitCommand(pipeline)).toEqual({
      file: 'submission.json',
      template: { argv: ['echo', 'a b; c', { $text: ['y=', { hole: fire }] }] },
    });
  });
});

describe('optionTemplates', () => {
  it('gives text for a text-map, and leaves other values as they are', () => {
    const context = collect(pipelineNode('flinkx'));
    const specs = { properties: { type: 'text-map', description: 'Properties.' } } as const;
    const options = { properties: { a: true, b: 2181, c: 'x' }, list: [1, true, null], nested: { d: 1 } };
    expect(optionTemplates(options, specs, context, AT)).toEqual({
      properties: { a: 'true', b: '2181', c: 'x' },
      list: [1, true, null],
      nested: { d: 1 },
    });
    expect(context.diagnostics).toEqual([]);
  });

  it('refuses a key that would be taken for a hole', () => {
    const context = collect(pipelineNode('flinkx'));
    const forged = { x: { $text: [SECRET] } };
    expect(optionTemplates(forged, {}, context, AT)).toEqual({ x: {} });
    expect(context.diagnostics).toMatchObject([{ code: 'SL0109' }]);
  });
});
