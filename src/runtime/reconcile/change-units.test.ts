import { expect, test } from 'vitest';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import type { DeploymentChange } from '../ports/index.ts';
import { unitsOf } from './change-units.ts';

const key = (pipeline: string) => ({ project: 'shop', environment: 'default', pipeline });
const deploy = (name: string): DeploymentChange => ({
  kind: 'deploy',
  key: key(name),
  compiled: sampleArtefact(name),
  nextFireTime: undefined,
});
const move = (name: string, from: string): DeploymentChange =>
  ({ ...deploy(name), kind: 'move', from }) as DeploymentChange; // a deploy has what a move needs

test('changes of one name are a unit, and a move joins what its two names are in', () => {
  const changes = [deploy('a'), deploy('b'), move('c', 'a'), deploy('d'), move('d', 'b'), move('e', 'c')];
  const units = unitsOf(changes).map((unit) => unit.map((change) => [change.kind, change.key.pipeline].join(' ')));
  expect(units).toEqual([
    ['deploy b', 'deploy d', 'move d'],
    ['deploy a', 'move c', 'move e'],
  ]);
});
