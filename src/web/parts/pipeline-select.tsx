import type { JSX } from 'preact';
import { pipelines } from '../state/facts.ts';

/** Chooses the pipeline that a list is narrowed to; the empty name is all of them. */
export function PipelineSelect({
  value,
  choose,
}: {
  readonly value: string;
  readonly choose: (pipeline: string) => void;
}): JSX.Element {
  return (
    <select
      class="search"
      aria-label="Filter by pipeline"
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value="">All pipelines</option>
      {(pipelines.value ?? []).map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}
