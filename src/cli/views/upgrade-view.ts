import { say, type Message } from '../../message/index.ts';
import type { UpgradeJson } from '../commands/upgrade.ts';

/** Under the plan: what this version prints otherwise, and what it does to the store. */
export function upgradeText({
  version,
  store,
  source,
  deployed,
  reprinted,
  processes,
}: UpgradeJson): readonly Message[] {
  const { schema } = store;
  return [
    say`this is ${version}; ${deployed} pipelines are deployed`,
    ...(source === 'apply'
      ? [say`only reviewed plans are deployed here: they are compared with the files of this folder`]
      : []),
    ...reprinted.map(
      ({ pipeline, paths }) =>
        say`\`${pipeline}\` means the same, and its job is printed otherwise: ${paths.join(', ')}`,
    ),
    ...schemaText(store.kind, schema),
    ...processes.map(({ name, version: other }) => say`\`${name}\` runs ${other}`),
  ];
}

function schemaText(
  kind: string,
  { found, own, pending, newer, thisGoesOn, othersGoOn }: UpgradeJson['store']['schema'],
): readonly Message[] {
  if (found === 0) return [say`the ${kind} store was never made: the first start makes it`];
  const steps = pending.map(({ number, name }) => `${number} ${name}`).join(', ');
  if (!thisGoesOn)
    return [say`the store has schema ${found}, which this version (${own}) does not go on with: install a newer one`];
  if (newer.length > 0) return [say`the store has schema ${found}, of a newer version; this one goes on with it`];
  if (pending.length === 0) return [say`the store's schema stays as it is`];
  return [
    say`the first start of this version adds to the store: ${steps}`,
    othersGoOn
      ? say`processes of the version that runs now go on meanwhile: hosts can be upgraded one after the other`
      : say`processes of the version that runs now do not go on with that: stop all of them first`,
  ];
}
