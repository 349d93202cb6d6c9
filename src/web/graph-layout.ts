/** A thing and what it waits for. */
export interface GraphItem {
  readonly name: string;
  readonly dependsOn: readonly string[];
}

/** A place in the drawing: layers from 0, left to right; rows from 0, top to bottom within the layer. */
export interface Place {
  readonly layer: number;
  readonly row: number;
}

export interface GraphNode extends Place {
  readonly name: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Places kept free for it in the layers that it crosses. */
  readonly via: readonly Place[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Without any dependency, in either direction. */
  readonly alone: readonly string[];
  /** How many places each layer has. */
  readonly sizes: readonly number[];
}

interface Link {
  readonly from: string;
  readonly to: string;
}

const SWEEPS = 6;

/**
 * Lays a dependency graph out in layers, each one right of all it depends on. An edge over several layers
 * gets a place in each, so that it passes no node; layers are ordered by where their neighbours stand, so
 * that few edges cross. The same graph always gives the same drawing.
 */
export function layOut(items: readonly GraphItem[]): Graph {
  const known = new Set(items.map(({ name }) => name));
  const links = items.flatMap(({ name, dependsOn }) =>
    dependsOn.filter((from) => known.has(from)).map((from) => ({ from, to: name })),
  );
  const connected = [...new Set(links.flatMap(({ from, to }) => [from, to]))].sort();
  const layerOf = layersOf(connected, links);
  const layers: string[][] = [];
  for (const name of connected) (layers[layerOf.get(name) ?? 0] ??= []).push(name);
  const chains = links.map((link) => chainOf(link, layerOf));
  for (const { via } of chains) for (const { name, layer } of via) layers[layer]?.push(name);
  const steps = chains.flatMap(({ from, to, via }) => pairs([from, ...via.map(({ name }) => name), to]));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) orderLayers(layers, steps, sweep % 2 === 0);
  const places = new Map(layers.flatMap((names, layer) => names.map((name, row) => [name, { layer, row }] as const)));
  return {
    nodes: connected.map((name) => ({ name, ...(places.get(name) ?? { layer: 0, row: 0 }) })),
    edges: chains.map(({ from, to, via }) => ({ from, to, via: via.flatMap(({ name }) => places.get(name) ?? []) })),
    alone: items.map(({ name }) => name).filter((name) => !connected.includes(name)),
    sizes: layers.map((names) => names.length),
  };
}

/** Longest path from a start. A cycle cannot be deployed; were there one, its edges back are not followed. */
function layersOf(names: readonly string[], links: readonly Link[]): ReadonlyMap<string, number> {
  const layers = new Map<string, number>();
  const visiting = new Set<string>();
  const visit = (name: string): number => {
    const found = layers.get(name);
    if (found !== undefined) return found;
    if (visiting.has(name)) return -1;
    visiting.add(name);
    const before = links.filter(({ to }) => to === name).map(({ from }) => visit(from) + 1);
    visiting.delete(name);
    const layer = Math.max(0, ...before);
    layers.set(name, layer);
    return layer;
  };
  names.forEach(visit);
  return layers;
}

/** A link with a name for each layer that it crosses; a space is in no pipeline's name. */
function chainOf(
  { from, to }: Link,
  layerOf: ReadonlyMap<string, number>,
): Link & { readonly via: readonly { readonly name: string; readonly layer: number }[] } {
  const [start, end] = [layerOf.get(from) ?? 0, layerOf.get(to) ?? 0];
  const crossed = Array.from({ length: Math.max(0, end - start - 1) }, (_, index) => start + 1 + index);
  return { from, to, via: crossed.map((layer) => ({ name: `${from} ${to} ${layer}`, layer })) };
}

function pairs(names: readonly string[]): readonly Link[] {
  return names.slice(1).map((to, index) => ({ from: names[index] ?? to, to }));
}

function orderLayers(layers: readonly string[][], steps: readonly Link[], forward: boolean): void {
  const rows = new Map(layers.flatMap((names) => names.map((name, row) => [name, row] as const)));
  const weight = (name: string): number => {
    const near = steps.flatMap(({ from, to }) => (forward ? (to === name ? [from] : []) : from === name ? [to] : []));
    if (near.length === 0) return rows.get(name) ?? 0;
    return near.reduce((sum, other) => sum + (rows.get(other) ?? 0), 0) / near.length;
  };
  for (const names of forward ? layers : layers.toReversed()) {
    const weights = new Map(names.map((name) => [name, weight(name)]));
    names.sort((a, b) => (weights.get(a) ?? 0) - (weights.get(b) ?? 0) || (a < b ? -1 : 1));
    names.forEach((name, row) => rows.set(name, row));
  }
}
