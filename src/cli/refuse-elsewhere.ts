import { say } from '../message/index.ts';
import { FailedOperation } from './exit-code.ts';
import type { OperatorApi } from './operator-api.ts';

/** Whose pipelines a server has. */
interface Place {
  readonly project: string;
  readonly environment: string;
}

/** Whose are meant; what is undefined may be any. */
type MeantPlace = { readonly [Part in keyof Place]?: string | undefined };

/** Refuses to go on where the server has another project or environment than is meant. Throws a failed operation. */
export async function refuseElsewhere(api: Pick<OperatorApi, 'get'>, meant: MeantPlace): Promise<void> {
  if (meant.project === undefined && meant.environment === undefined) return;
  const place = await api.get<Place>('/api/v1/status');
  if (isElsewhere(place, meant)) throw elsewhere(place, meant);
}

/** Whether a place is another one than is meant. */
export function isElsewhere(
  place: Place,
  { project = place.project, environment = place.environment }: MeantPlace,
): boolean {
  return place.project !== project || place.environment !== environment;
}

/** That what is deployed there is another project's or environment's. */
export function elsewhere(
  place: Place,
  { project = place.project, environment = place.environment }: MeantPlace,
): FailedOperation {
  return new FailedOperation(
    say`what is deployed there is \`${place.project}\` in environment \`${place.environment}\`, not \`${project}\` in \`${environment}\``,
    say`name the environment with --env, and the server of this project with --server`,
  );
}
