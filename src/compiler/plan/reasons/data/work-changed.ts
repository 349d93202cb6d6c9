import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { commandText } from '../../ends/value-words.ts';

/** Another command, or a command in place of a movement of rows. */
export const workChanged: Reason = {
  reason: 'WORK_CHANGED',
  find(change) {
    const [command] = valuesUnder(change, '/command');
    if (command === undefined || !isUpdated(change)) return [];
    const consequence =
      command.before === undefined
        ? say`a run executes \`${commandText(command.after)}\` and moves no rows any more`
        : command.after === undefined
          ? say`a run moves rows, and executes \`${commandText(command.before)}\` no more`
          : say`a run executes \`${commandText(command.after)}\`, no longer \`${commandText(command.before)}\``;
    const rest =
      command.before === undefined || command.after === undefined
        ? ['/source', '/sink', '/transform', '/settings', '/datasources']
        : [];
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf(valuesUnder(change, '/command', ...rest)) }];
  },
};
