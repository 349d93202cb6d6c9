import { catalogueOf, say } from '../../message/index.ts';
import type { HistoryJson } from '../../server/index.ts';
import { EXIT, FailedOperation } from '../exit-code.ts';
import { limitOf } from '../limit-of.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { Terminal } from '../terminal.ts';
import { showHistory } from '../views/history-view.ts';

interface HistoryFlags extends OperatorFlags {
  readonly limit?: string;
}

const MOST = 500;

/** `sluice history PIPELINE`: what became of a deployment, the newest first. */
export async function historyCommand(flags: HistoryFlags, [pipeline = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const limit = limitOf(flags.limit, MOST);
  await using api = await openOperatorApi(flags);
  const path = `/api/v1/pipelines/${encodeURIComponent(pipeline)}/history?limit=${limit}`;
  const history = await api.find<HistoryJson>(path);
  if (history === undefined)
    throw new FailedOperation(
      say`no pipeline \`${pipeline}\` is or was deployed`,
      say`\`sluice status\` lists what is deployed`,
    );
  terminal.emit(history);
  showHistory(history, Date.now(), terminal, catalogue);
  return EXIT.done;
}
