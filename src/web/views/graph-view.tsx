import type { JSX } from 'preact';
import { layOut, type Graph, type Place } from '../graph-layout.ts';
import { Empty, Loading } from '../parts/empty.tsx';
import { HealthShape } from '../parts/state-mark.tsx';
import type { Pipeline } from '../state/api-types.ts';
import { pipelines } from '../state/facts.ts';
import { hrefOf } from '../state/route.ts';

/** Room for 27 of the widest letters and the mark before them. */
const WIDTH = 264;
const HEIGHT = 44;
const GAP_X = 64;
const GAP_Y = 18;

export function GraphView(): JSX.Element {
  const all = pipelines.value;
  if (all === undefined) return <Loading />;
  const graph = layOut(all);
  const byName = new Map(all.map((pipeline) => [pipeline.name, pipeline]));
  return (
    <>
      <div class="bar-line">
        <h1>Dependencies</h1>
        <span class="quiet">what waits for what, left to right</span>
      </div>
      {graph.nodes.length === 0 ? (
        <Empty title="No pipeline depends on another.">
          <p>
            Name the pipelines that must come first under <code>dependsOn</code>.
          </p>
        </Empty>
      ) : (
        <div class="panel graph">
          <Drawing graph={graph} byName={byName} />
        </div>
      )}
      {graph.alone.length > 0 && graph.nodes.length > 0 && (
        <p class="alone">
          <span class="quiet">On their own: </span>
          {graph.alone.map((name) => (
            <a key={name} class="chip" href={hrefOf('runs', { pipeline: name })}>
              {name}
            </a>
          ))}
        </p>
      )}
    </>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface DrawingProps {
  readonly graph: Graph;
  readonly byName: ReadonlyMap<string, Pipeline>;
}

function Drawing({ graph, byName }: DrawingProps): JSX.Element {
  const rows = Math.max(...graph.sizes);
  const width = graph.sizes.length * (WIDTH + GAP_X) - GAP_X + 2;
  const height = rows * (HEIGHT + GAP_Y) - GAP_Y + 2;
  // Shorter layers stand in the middle.
  const point = ({ layer, row }: Place): Point => ({
    x: layer * (WIDTH + GAP_X) + 1,
    y: (row + (rows - (graph.sizes[layer] ?? 0)) / 2) * (HEIGHT + GAP_Y) + 1,
  });
  const points = new Map(graph.nodes.map((node) => [node.name, point(node)]));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="group" aria-label="Dependency graph">
      {graph.edges.map(({ from, to, via }) => {
        const [start, end] = [points.get(from), points.get(to)];
        if (start === undefined || end === undefined) return null;
        return <Edge key={`${from} ${to}`} stops={[start, ...via.map(point), end]} />;
      })}
      {graph.nodes.map(({ name }) => {
        const [at, pipeline] = [points.get(name), byName.get(name)];
        return at === undefined || pipeline === undefined ? null : <Node key={name} pipeline={pipeline} {...at} />;
      })}
    </svg>
  );
}

/** From the right side of the first stop to the left side of the last, straight through those between. */
function Edge({ stops }: { readonly stops: readonly Point[] }): JSX.Element {
  const middle = HEIGHT / 2;
  const last = stops.at(-1) ?? { x: 0, y: 0 };
  const parts = stops.slice(1).map((stop, index) => {
    const before = stops[index] ?? stop;
    const [x1, y1, x2, y2] = [
      before.x + WIDTH,
      before.y + middle,
      stop === last ? stop.x - 5 : stop.x,
      stop.y + middle,
    ];
    const bend = (x2 - x1) / 2;
    const through = stop === last ? '' : `H${x2 + WIDTH}`;
    return `${index === 0 ? `M${x1} ${y1}` : ''}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}${through}`;
  });
  return (
    <g class="edge">
      <path d={parts.join('')} />
      <path class="tip" d={`M${last.x - 6} ${last.y + middle - 4}l6 4-6 4z`} />
    </g>
  );
}

function Node({
  pipeline,
  x,
  y,
}: {
  readonly pipeline: Pipeline;
  readonly x: number;
  readonly y: number;
}): JSX.Element {
  const { name, health, schedule } = pipeline;
  const shown = name.length > 27 ? `${name.slice(0, 26)}…` : name;
  return (
    <a class="node" href={hrefOf('runs', { pipeline: name })} aria-label={`${name}, ${health.status}`}>
      <title>{`${name}: ${health.status}`}</title>
      <rect x={x} y={y} width={WIDTH} height={HEIGHT} rx="6" />
      <svg x={x + 9} y={y + 8} width="14" height="14" viewBox="0 0 16 16">
        <HealthShape health={health.status} />
      </svg>
      <text x={x + 29} y={y + 19} class="node-name">
        {shown}
      </text>
      <text x={x + 29} y={y + 34} class="node-words">
        {schedule?.words}
      </text>
    </a>
  );
}
