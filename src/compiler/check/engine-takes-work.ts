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
        ? `engine \`${pipeline.engine.name}\` (${pipeline.engine.type}) runs no commands`
        : `engine \`${pipeline.engine.name}\` runs commands only`,
      {
        help: command ? 'leave `engine` out: a command needs none' : 'name an engine that moves data',
      },
    );
  },
};
