import type { DiagnosticsJson, PipelineJson } from '../../server/index.ts';
import type { Terminal } from '../terminal.ts';
import { ago, until } from './moments.ts';
import { renderTable } from './table.ts';
import { paintRunState } from './runs-view.ts';

/** So many reasons can be read at once. */
const TOLD = 20;

/** Pipelines with both axes: is it what git says, and is it well. */
export function showStatus(
  pipelines: readonly PipelineJson[],
  source: DiagnosticsJson['source'],
  now: number,
  terminal: Terminal,
): void {
  if (pipelines.length === 0) {
    showRepository(source, terminal);
    const deploys = source?.kind === 'apply' ? '`sluice apply FILE`' : '`sluice serve`';
    terminal.say(`no pipeline is deployed: ${deploys} deploys them; what was run by hand is under \`sluice runs\``);
    return;
  }
  const { paint } = terminal;
  const rows = pipelines.map((pipeline) => {
    const last = pipeline.recentRuns[0];
    return [
      paint.bold(pipeline.name),
      pipeline.engine?.name ?? '',
      pipeline.schedule?.words ?? '',
      pipeline.sync.status === 'Synced'
        ? pipeline.sync.status
        : paint.yellow(`${pipeline.sync.status} (${pipeline.sync.reason})`),
      pipeline.health.status === 'Healthy'
        ? paint.green(pipeline.health.status)
        : paint.yellow(`${pipeline.health.status} (${pipeline.health.reason})`),
      last ? `${paintRunState(last.state, terminal)} ${ago(Date.parse(last.fireAt), now)}` : paint.dim('never'),
      // one that rests keeps its clock, and does not fire by it
      pipeline.nextFireAt === null || pipeline.health.status === 'Suspended'
        ? paint.dim('-')
        : until(Date.parse(pipeline.nextFireAt), now),
    ];
  });
  terminal.show(renderTable(['PIPELINE', 'ENGINE', 'SCHEDULE', 'SYNC', 'HEALTH', 'LAST RUN', 'NEXT'], rows));
  showConditions(pipelines, terminal);
  showPauses(pipelines, terminal);
  showFull(pipelines, terminal);
  if (source?.kind === 'apply')
    terminal.say(paint.dim('only reviewed plans change what is deployed: `sluice apply FILE`'));
  showRepository(source, terminal);
}

/** Why pipelines are out of sync, as many as can be read; deletes that wait have one reason for all. */
function showConditions(pipelines: readonly PipelineJson[], terminal: Terminal): void {
  const pending = pipelines.filter(({ sync }) => sync.reason === 'PRUNE_PENDING');
  const told = pipelines.filter(({ sync }) => sync.message !== null && sync.reason !== 'PRUNE_PENDING');
  for (const { name, sync } of told.slice(0, TOLD)) terminal.say(`${terminal.paint.bold(name)}: ${sync.message}`);
  if (told.length > TOLD) terminal.say(terminal.paint.dim(`and ${told.length - TOLD} more`));
  if (pending.length > 0)
    terminal.say(`deletes wait for a yes (${pending.length}): \`sluice prune\` shows them, and lets them go`);
}

/** Who has paused what, until when and why. */
function showPauses(pipelines: readonly PipelineJson[], terminal: Terminal): void {
  const paused = pipelines.filter(({ health }) => health.reason === 'PAUSED');
  for (const { name, health } of paused.slice(0, TOLD)) terminal.say(`${terminal.paint.bold(name)}: ${health.message}`);
  if (paused.length > TOLD) terminal.say(terminal.paint.dim(`and ${paused.length - TOLD} more that are paused`));
}

/** Which pools keep runs waiting. */
function showFull(pipelines: readonly PipelineJson[], terminal: Terminal): void {
  const waiting = pipelines.filter(({ health }) => health.reason === 'POOL_FULL');
  for (const { name, health } of waiting.slice(0, TOLD))
    terminal.say(`${terminal.paint.bold(name)}: ${health.message}`);
  if (waiting.length > TOLD) terminal.say(terminal.paint.dim(`and ${waiting.length - TOLD} more that wait for a slot`));
}

/** Which commit of which repository is deployed, and why no newer one is. */
function showRepository(source: DiagnosticsJson['source'], terminal: Terminal): void {
  if (source?.repository === undefined) return;
  const { url, ref, commit } = source.repository;
  const read = commit === null ? 'nothing read yet' : `${commit.id.slice(0, 12)} ${commit.subject} (${commit.author})`;
  terminal.say(terminal.paint.dim(`from ${url} at ${ref}: ${read}`));
  if (source.problem === undefined) return;
  const { code, message, help } = source.problem;
  terminal.warn(`${code}: ${message}${help === undefined ? '' : `; ${help}`}`);
}
