import type { DiagnosticsJson, PipelineJson } from '../../server/index.ts';
import { EXIT } from '../exit-code.ts';
import { openOperatorApi } from '../operator-api.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showStatus } from '../views/status-view.ts';

/** `sluice status`: the deployed pipelines. */
export async function statusCommand(flags: GlobalFlags): Promise<number> {
  const terminal = new Terminal(flags);
  await using api = await openOperatorApi(flags);
  const document = await api.get<{ readonly items: readonly PipelineJson[] }>('/api/v1/pipelines');
  terminal.emit(document);
  const { source } = await api.get<DiagnosticsJson>('/api/v1/diagnostics');
  showStatus(document.items, source, Date.now(), terminal);
  return EXIT.done;
}
