import { compileOutcome } from '../../compiler/index.ts';
import { catalogueOf, say } from '../../message/index.ts';
import { createSystemClock, tryChannel } from '../../runtime/index.ts';
import { alertChannels } from '../alert-channels.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { cacheFolder, projectRoot } from '../project-root.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { renderTrial, trialDocument } from '../views/alerts-view.ts';

/** `sluice alerts test CHANNEL`: sends a trial to a channel and shows what became of it; exit 1 where it was not taken. */
export async function alertsCommand(flags: GlobalFlags, [, name = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const root = projectRoot(flags);
  const environment = flags.env ?? 'default';
  const { project = '', pipelines } = await compileOutcome(root, { environment, cacheFolder: cacheFolder(root) });
  const channels = alertChannels(pipelines);
  const known = channels.get(name);
  if (known === undefined) {
    const names = [...channels.keys()].join(', ');
    throw new UsageError(
      say`no pipeline of this environment tells a channel \`${name}\``,
      names === ''
        ? say`name channels under \`alerts.default\` of sluice.yaml, or under \`alerts\` of a pipeline; \`sluice check\` says whether they compile`
        : say`they tell ${names}`,
    );
  }
  const { channel, language } = known;
  const tried = { name, channel, project, environment };
  const outcome = await tryChannel(tried, language, createSystemClock(), process.env);
  const catalogue = await catalogueOf(terminal.language);
  terminal.emit(trialDocument(tried, outcome, catalogue));
  terminal.show(renderTrial(tried, outcome, terminal, catalogue));
  return outcome.kind === 'sent' ? EXIT.done : EXIT.failed;
}
