import { hostname } from 'node:os';
import { vantageOf, type Vantage } from './drift/index.ts';
import { isDeadHere } from './observe/index.ts';

/** What can be seen from this process. @param executor Its name among the executors; undefined where it is none. */
export function vantageHere(executor?: string): Vantage {
  return vantageOf(hostname(), executor, isDeadHere);
}
