import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from './graph-layout.ts';

describe('layOut', () => {
  it('places each right of all it depends on, and keeps places free for long edges', () => {
    const graph = layOut([
      { name: 'a', dependsOn: [] },
      { name: 'b', dependsOn: ['a'] },
      { name: 'c', dependsOn: ['a', 'b', 'not-deployed'] },
      { name: 'alone', dependsOn: [] },
    ]);
    expect(graph.nodes.map(({ name, layer }) => [name, layer])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
    expect(graph.alone).toEqual(['alone']);
    expect(graph.sizes).toEqual([1, 2, 1]);
    expect(graph.edges.find(({ from, to }) => from === 'a' && to === 'c')?.via).toHaveLength(1);
  });

  it('gives every node and every crossing a place of its own', () => {
    const items = fc.array(fc.array(fc.nat(11), { maxLength: 4 }), { minLength: 1, maxLength: 12 }).map((all) =>
      all.map((before, index) => ({
        name: `n${index}`,
        dependsOn: [...new Set(before.filter((other) => other < index).map((other) => `n${other}`))],
      })),
    );
    fc.assert(
      fc.property(items, (all) => {
        const graph = layOut(all);
        const places = [...graph.nodes, ...graph.edges.flatMap(({ via }) => via)].map(
          ({ layer, row }) => `${layer} ${row}`,
        );
        expect(new Set(places).size).toBe(places.length);
        const layerOf = new Map(graph.nodes.map(({ name, layer }) => [name, layer]));
        for (const { from, to } of graph.edges) expect(layerOf.get(from)).toBeLessThan(layerOf.get(to) ?? 0);
        expect(graph.nodes.length + graph.alone.length).toBe(all.length);
      }),
    );
  });

  it('ends for a cycle, too', () => {
    expect(
      layOut([
        { name: 'a', dependsOn: ['b'] },
        { name: 'b', dependsOn: ['a'] },
      ]).nodes,
    ).toHaveLength(2);
  });
});
