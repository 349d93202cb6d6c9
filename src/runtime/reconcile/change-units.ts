import type { DeploymentChange } from '../ports/index.ts';

type Unit = readonly DeploymentChange[];

/** Changes that are made together or not at all: those that touch the same name, as a move and what takes its old name. In order. */
export function unitsOf(changes: readonly DeploymentChange[]): readonly Unit[] {
  const units = new Set<Unit>();
  const unitOf = new Map<string, Unit>();
  const places = new Map(changes.map((change, place) => [change, place]));
  const placeOf = (change: DeploymentChange): number => places.get(change) ?? 0;
  for (const change of changes) {
    const touched = new Set(
      namesOf(change).flatMap((name) => {
        const unit = unitOf.get(name);
        return unit === undefined ? [] : [unit];
      }),
    );
    const joined = [...[...touched].flat(), change].sort((left, right) => placeOf(left) - placeOf(right));
    for (const unit of touched) units.delete(unit);
    units.add(joined);
    for (const each of joined) for (const name of namesOf(each)) unitOf.set(name, joined);
  }
  return [...units];
}

/** The names that a change touches. */
export function namesOf(change: DeploymentChange): readonly string[] {
  return change.kind === 'move' ? [change.key.pipeline, change.from] : [change.key.pipeline];
}
