import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** A command runs on a command engine, a movement on any other. */
export const engineTakesWork: PipelineRule = {
  name: 'engine-takes-work',
  *check(pipeline): Iterable<Diagnostic> {
    const command = pipeline.work.kind === 'command';
    if (command === (pipeline.engine.type === 'command')) return;
    yield makeDiagnostic(
      'SL0602',
      child(pipeline.at, command ? 'command' : 'engine'),
      command
        ? say`engine \`${pipeline.engine.name}\` (${pipeline.engine.type}) runs no commands`
        : say`engine \`${pipeline.engine.name}\` runs commands only`,
      {
        help: command ? say`leave \`engine\` out: a command needs none` : say`name an engine that moves data`,
      },
    );
  },
};
