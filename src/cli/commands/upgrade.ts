import path from 'node:path';
import { toPlanDocument, type PlanDocument } from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import type { Settings } from '../../config/index.ts';
import {
  createSystemClock,
  lookBeforeUpgrade,
  projectOfRemote,
  type SchemaStatus,
  type SeenProcess,
} from '../../runtime/index.ts';
import { EXIT, UsageError, type ExitCode } from '../exit-code.ts';
import { exitCodeOf, isMissingProject } from '../findings.ts';
import { storeSettings } from '../local-server.ts';
import { settingsOf, type OperatorFlags } from '../operator-api.ts';
import { deployedBase } from '../plan/deployed-base.ts';
import { makePlan } from '../plan/make-plan.ts';
import { projectNameOf } from '../project-name.ts';
import { existingProject, projectRoot } from '../project-root.ts';
import { Terminal } from '../terminal.ts';
import { apiOfLook } from '../upgrade/api-of-look.ts';
import { reprinted, type ReprintedJson } from '../upgrade/reprinted.ts';
import { readVersion } from '../version.ts';
import { showPlan } from '../views/plan/plan-view.ts';
import { upgradeText } from '../views/upgrade-view.ts';

interface UpgradeFlags extends OperatorFlags {
  readonly check?: boolean;
  readonly detailedExitcode?: boolean;
  readonly full?: boolean;
}

/** What `upgrade --check` found (schemas/upgrade.schema.json). */
export interface UpgradeJson {
  readonly formatVersion: '1.0';
  readonly version: string;
  readonly project: string;
  readonly environment: string;
  readonly store: { readonly kind: string; readonly schema: SchemaStatus };
  readonly processes: readonly SeenProcess[];
  /** Where definitions were read; `apply`: those of the folder here, as the store keeps none. */
  readonly source: 'folder' | 'git' | 'apply';
  readonly deployed: number;
  readonly plan: PlanDocument;
  readonly reprinted: readonly ReprintedJson[];
}

/** `sluice upgrade --check`: what this version makes of what is deployed, before it runs anything. Writes nothing. */
export async function upgradeCommand(flags: UpgradeFlags): Promise<number> {
  if (flags.check !== true)
    throw new UsageError(
      say`\`sluice upgrade\` only checks: a version is installed as its package is`,
      say`add \`--check\``,
    );
  if (flags.server !== undefined)
    throw new UsageError(
      say`\`upgrade --check\` reads the store, not a server`,
      say`run it with the settings of the daemon, and leave \`--server\` out`,
    );
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  const settings = settingsOf(flags);
  const root = await definitionsFolder(flags, settings);
  const environment = flags.env ?? 'default';
  const document = await checkUpgrade(flags, settings, root, environment, (plan) => toPlanDocument(plan, catalogue));
  terminal.emit(document);
  showPlan(document.plan, terminal, { root, full: flags.full === true, catalogue });
  for (const line of upgradeText(document)) terminal.say(words(line));
  return exitCode(document, flags);
}

async function checkUpgrade(
  flags: UpgradeFlags,
  settings: Settings,
  root: string,
  environment: string,
  toDocument: (plan: Parameters<typeof toPlanDocument>[0]) => PlanDocument,
): Promise<UpgradeJson> {
  const store = storeSettings(projectRoot(flags), settings);
  const look = await lookBeforeUpgrade(store, createSystemClock());
  try {
    const project = await projectNameOf(root);
    const place = { project, environment };
    const deployments = await look.deployments(place);
    const api = apiOfLook(look, deployments, place);
    // No cache: what was kept may have been made by the version before.
    const made = await makePlan(root, deployedBase(api, root, store.kind), { environment }, Date.now());
    const plan = toDocument(made.plan);
    const changed = new Set(plan.changes.map(({ pipeline }) => pipeline));
    return {
      formatVersion: '1.0',
      version: readVersion(),
      ...place,
      store: { kind: store.kind, schema: await look.schema() },
      processes: await look.processes(),
      source: settings.source.value,
      deployed: deployments.length,
      plan,
      reprinted: reprinted(made.base.side.pipelines, made.head.pipelines, changed),
    };
  } finally {
    await look.close();
  }
}

/** With a repository as source its last commit on this host, fetched first where there is none. */
async function definitionsFolder(flags: UpgradeFlags, { source, git, stateDir }: Settings): Promise<string> {
  if (source.value !== 'git' || git.value === undefined) return existingProject(flags);
  return projectOfRemote(path.resolve(projectRoot(flags), stateDir.value), git.value);
}

function exitCode({ plan, store, reprinted: others }: UpgradeJson, { detailedExitcode }: UpgradeFlags): ExitCode {
  if (plan.diagnostics.some(isMissingProject)) return EXIT.configuration;
  if (!store.schema.thisGoesOn) return EXIT.failed;
  const failed = exitCodeOf(plan.diagnostics, 'error');
  if (failed !== EXIT.done || detailedExitcode !== true) return failed;
  const differs = plan.changes.length + others.length + store.schema.pending.length > 0;
  return differs ? EXIT.changes : EXIT.done;
}
