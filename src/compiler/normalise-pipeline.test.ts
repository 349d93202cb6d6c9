import { describe, expect, it } from 'vitest';
import { column, datasource, pipelineNode, type Changes } from '../../test/support/pipeline-node.ts';
import type { Artefact } from './artefact/index.ts';
import type { ProjectModel } from './lower/index.ts';
import { artefactOf } from './normalise-pipeline.ts';

const MODEL = { name: 'shop', environment: 'default' } as ProjectModel; // nothing else of it is asked

function artefact(changes: Changes = {}, ...more: [ReadonlyMap<'source' | 'sink', ReadonlySet<string>>?]): Artefact {
  return artefactOf(pipelineNode('chunjun', changes), { file: 'job.json', template: null }, MODEL, ...more);
}

describe('artefactOf', () => {
  it('says the type that a job took from the schema snapshot, and no other of it', () => {
    const columns = ['id', 'note'].map((name) => column(name, undefined, { tableType: { name: 'int64' } }));
    const { work } = artefact({ source: { columns } }, new Map([['source', new Set(['id'])]])).pipeline;
    expect(work).toMatchObject({ source: { columns: [{ name: 'id', type: 'int64' }, { name: 'note' }] } });
    expect(JSON.stringify(work)).not.toContain('tableType');
    expect(JSON.stringify(work).split('int64')).toHaveLength(2);
  });

  it('keeps every key of options, whatever it is called', () => {
    const options = { at: 'x', kind: 'y', tableType: 'COPY_ON_WRITE', nested: { at: 1 } };
    expect(artefact({ sink: { options } }).pipeline.work).toMatchObject({ sink: { options } });
  });

  it('says what its datasources say, secrets by reference, a cluster by its name', () => {
    const cluster = datasource('lake', { type: 'hadoop', defaultFS: 'hdfs://ns1', properties: { at: 'x' } });
    const erp = datasource('erp', {
      hadoop: cluster,
      tables: { orders: { columns: [], primaryKey: [], indexes: [] } },
    });
    const { datasources } = artefact({ source: { datasource: erp } });
    expect(Object.keys(datasources ?? {}).sort()).toEqual(['erp', 'lake', 'ods']);
    expect(datasources).toMatchObject({
      erp: {
        type: 'mysql',
        host: 'erp.example',
        hadoop: 'lake',
        password: { $text: [{ hole: { kind: 'secret', provider: 'env', name: 'ERP_PASSWORD' } }] },
      },
      lake: { defaultFS: 'hdfs://ns1', properties: { at: 'x' } },
    });
    expect(datasources?.['erp']).not.toHaveProperty('tables');
  });

  it('gives sets one order, but leaves the first of the pipelines that fire it the first', () => {
    const pipeline = {
      tags: ['b', 'a', 'b'],
      dependsOn: ['z', 'b', 'a', 'b'].map(
        (name) => ({ kind: 'dependency', pipeline: name, at: pipelineNode('local').at }) as const,
      ),
    };
    const { schedule } = pipelineNode('local');
    const fired = { ...schedule, schedule: { kind: 'upstream', timeZone: 'UTC' } } as const;
    expect(artefact({ pipeline }).pipeline).toMatchObject({ tags: ['a', 'b'], dependsOn: ['a', 'b', 'z'] });
    expect(artefact({ pipeline: { ...pipeline, schedule: fired } }).pipeline.dependsOn).toEqual(['z', 'a', 'b']);
  });
});
