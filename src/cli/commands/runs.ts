import type { RunJson } from '../../server/index.ts';
import { EXIT } from '../exit-code.ts';
import { limitOf } from '../limit-of.ts';
import { openOperatorApi } from '../operator-api.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showRuns } from '../views/runs-view.ts';

interface RunsFlags extends GlobalFlags {
  readonly pipeline?: string;
  readonly state?: string;
  readonly limit?: string;
}

const MOST = 1_000;

/** `sluice runs`: newest first. */
export async function runsCommand(flags: RunsFlags): Promise<number> {
  const terminal = new Terminal(flags, ['text', 'json', 'jsonl']);
  const limit = limitOf(flags.limit, MOST);
  const query = new URLSearchParams({ limit: String(limit) });
  if (flags.pipeline !== undefined) query.set('pipeline', flags.pipeline);
  if (flags.state !== undefined) query.set('state', flags.state);
  await using api = await openOperatorApi(flags);
  const document = await api.get<{ readonly items: readonly RunJson[] }>(`/api/v1/runs?${query}`);
  if (terminal.format === 'jsonl') for (const run of document.items) terminal.emit(run);
  else terminal.emit(document);
  showRuns(document.items, terminal);
  return EXIT.done;
}
