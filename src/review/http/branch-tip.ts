import { isRefusal } from '../forge-error.ts';
import type { ForgeHttp } from './forge-http.ts';
import { textIn } from './read-json.ts';

/**
 * The newest commit of a branch. What a pull request says of its base may be old: GitHub and GitLab keep the commit that
 * the branch had when the pull request was last pushed to. Where the token may not read branches, `otherwise`.
 */
export async function branchTip(
  http: ForgeHttp,
  branch: string,
  idIn: readonly string[],
  otherwise: string,
): Promise<string> {
  try {
    const tip = textIn(await http.request('GET', branch), ...idIn);
    return tip === '' ? otherwise : tip;
  } catch (error) {
    if (isRefusal(error, 403, 404)) return otherwise;
    throw error;
  }
}
