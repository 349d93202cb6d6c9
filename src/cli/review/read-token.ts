import { say } from '../../message/index.ts';
import type { ForgeKind } from '../../review/index.ts';
import { FailedOperation, UsageError } from '../exit-code.ts';

const USUAL: Readonly<Record<ForgeKind, string>> = {
  github: 'env/GITHUB_TOKEN',
  gitlab: 'env/GITLAB_TOKEN',
  gitee: 'env/GITEE_TOKEN',
};

/** The token that a reference names. A token itself is refused, and never told: it would stand in the list of processes. */
export async function readToken(reference: string | undefined, forge: ForgeKind): Promise<string> {
  const asked = reference ?? USUAL[forge];
  const [, provider, name] = /^(env|file)\/(.+)$/s.exec(asked) ?? [];
  if (name === undefined || (provider === 'env' && !/^[A-Za-z_]\w*$/.test(name)))
    throw new UsageError(
      say`--token is no reference`,
      say`write env/NAME or file/PATH, not the token: arguments of a process can be read by others`,
    );
  const { createSecrets } = await import('../../runtime/index.ts');
  try {
    const token = await createSecrets({ environment: process.env }).resolve(provider === 'env' ? 'env' : 'file', name);
    if (/^[\u0021-\u007E]+$/.test(token.trim())) return token.trim();
  } catch (error) {
    throw new FailedOperation(
      say`the token ${asked} cannot be read`,
      say`set it in the settings of CI as a secret, or name another with --token env/NAME or file/PATH`,
      error,
    );
  }
  throw new FailedOperation(
    say`the token ${asked} holds characters that no token has`,
    say`it is one line of letters, digits and signs: was a whole file taken?`,
  );
}
