import type { SavedPlan } from '../../compiler/index.ts';
import { say } from '../../message/index.ts';
import type { ApplyJson, DiagnosticsJson, DifferenceJson } from '../../server/index.ts';
import { FailedOperation } from '../exit-code.ts';
import { RefusedRequest, type OperatorApi } from '../operator-api.ts';

interface ServerStatus {
  readonly project: string;
  readonly environment: string;
  readonly source: DiagnosticsJson['source'];
}

/** Refuses what the runtime would refuse, before a person is asked. Throws a failed operation. */
export async function refuseOtherPlace({ project, environment }: SavedPlan, api: OperatorApi): Promise<void> {
  const status = await api.get<ServerStatus>('/api/v1/status');
  if (status.project !== project || status.environment !== environment)
    throw new FailedOperation(
      say`the plan is for \`${project}\` in environment \`${environment}\`, and what is deployed there is \`${status.project}\` in \`${status.environment}\``,
      say`name the server of this project with --server, or its folder with --chdir`,
    );
  if (status.source?.kind === 'git')
    throw new FailedOperation(
      say`this environment is deployed from a repository: its daemon would undo what a plan changes`,
      say`push the change to it; or run the daemon with \`sluice serve --source apply\`, so that only reviewed plans are applied`,
    );
  if (status.source?.kind === 'folder')
    throw new FailedOperation(
      say`this environment is deployed from a folder: its daemon would undo what a plan changes`,
      say`change the files; or run the daemon with \`sluice serve --source apply\`, so that only reviewed plans are applied`,
    );
}

/** Has a plan applied; what is deployed otherwise than it has it is in the answer. Throws what the API refuses else. */
export async function applySaved(saved: SavedPlan, api: OperatorApi): Promise<ApplyJson> {
  try {
    return await api.post<ApplyJson>('/api/v1/plans/apply', saved);
  } catch (error) {
    if (!(error instanceof RefusedRequest) || error.code !== 'PLAN_OUTDATED') throw error;
    const { differences } = error.body as { readonly differences: readonly DifferenceJson[] }; // schemas/error
    const { project, environment, seal, revision, changes } = saved;
    return { formatVersion: '1.0', outcome: 'refused', project, environment, seal, revision, changes, differences };
  }
}
