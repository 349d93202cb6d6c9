import { say, type Message } from '../../../../message/index.ts';
import { showHoles, type Artefact } from '../../../artefact/index.ts';
import { workAt } from '../../member-at.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another place for refused rows. */
export const dirtyChanged: Reason = {
  reason: 'DIRTY_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/settings/dirty'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    return [{ meaning: 'resource', consequence: consequenceOf(placeOf(change.before), placeOf(change.after)), paths }];
  },
};

function consequenceOf(was: Message | undefined, is: Message | undefined): Message {
  if (is === undefined) return say`refused rows are not kept any more`;
  return was === undefined
    ? say`refused rows are kept in ${is}`
    : say`refused rows are kept in ${is}, no longer in ${was}`;
}

function placeOf(artefact: Artefact): Message | undefined {
  const [path, datasource] = [
    workAt(artefact, 'settings', 'dirty', 'path'),
    workAt(artefact, 'settings', 'dirty', 'datasource', 'name'),
  ];
  if (path === undefined || datasource === undefined) return undefined;
  return say`\`${String(showHoles(path))}\` of \`${String(datasource)}\``;
}
