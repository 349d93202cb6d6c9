export { DEPARTURES, type Departure, type DepartureKind, type JobVersion, type JsonProblem } from './departure.ts';
export type * from './json-node.ts';
export { memberOf, nodeAt, plainValue } from './json-node.ts';
export { readJson, type JsonReading } from './read-json.ts';
