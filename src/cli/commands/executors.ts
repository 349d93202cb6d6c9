import { catalogueOf } from '../../message/index.ts';
import { EXIT } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { Terminal } from '../terminal.ts';
import { showExecutors, type ExecutorsDocument } from '../views/executors-view.ts';

/** `sluice executors`: the processes of the project, with `--all-projects` all on the store, what they do, and what nobody does. */
export async function executorsCommand(flags: OperatorFlags & { readonly allProjects?: boolean }): Promise<number> {
  const terminal = new Terminal(flags);
  await using api = await openOperatorApi(flags);
  const document = await api.get<ExecutorsDocument>(
    flags.allProjects === true ? '/api/v1/executors?allProjects=true' : '/api/v1/executors',
  );
  terminal.emit(document);
  showExecutors(document, terminal, await catalogueOf(terminal.language));
  return EXIT.done;
}
