import { catalogueOf, wordsOf } from '../../message/index.ts';
import type { DiagnosticsJson, EventBacklogJson, MissingRoleJson, PipelineJson } from '../../server/index.ts';
import { EXIT } from '../exit-code.ts';
import { openOperatorApi } from '../operator-api.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { behindMessage } from '../views/event-backlog-view.ts';
import { showMissingRoles } from '../views/executors-view.ts';
import { showStatus } from '../views/status-view.ts';

/** `sluice status`: the deployed pipelines. */
export async function statusCommand(flags: GlobalFlags): Promise<number> {
  const terminal = new Terminal(flags);
  await using api = await openOperatorApi(flags);
  const document = await api.get<{ readonly items: readonly PipelineJson[] }>('/api/v1/pipelines');
  terminal.emit(document);
  const { source } = await api.get<DiagnosticsJson>('/api/v1/diagnostics');
  const { missingRoles, events } = await api.get<{
    readonly missingRoles?: readonly MissingRoleJson[];
    readonly events?: EventBacklogJson;
  }>('/api/v1/status');
  showStatus(document.items, source, Date.now(), terminal);
  const catalogue = await catalogueOf(terminal.language);
  showMissingRoles(missingRoles ?? [], terminal, catalogue);
  const behind = behindMessage(events);
  if (behind !== undefined) terminal.say(terminal.paint.yellow(wordsOf(behind, catalogue)));
  return EXIT.done;
}
