import { textIn } from '../http/read-json.ts';
import { numberIn, valueOf, type DetectedPull, type Environment } from './detected-pull.ts';

/**
 * GitHub Actions: GITHUB_* and the event's file (docs.github.com, "Variables"). `event` is its JSON. Other runners that
 * speak the same (Gitea, Forgejo) set GITHUB_API_URL to their own.
 */
export function detectGithub(environment: Environment, event: unknown): DetectedPull | undefined {
  if (valueOf(environment, 'GITHUB_ACTIONS') === undefined) return undefined;
  const head = textIn(event, 'pull_request', 'head', 'sha');
  return {
    forge: 'github',
    api: valueOf(environment, 'GITHUB_API_URL'),
    repository: valueOf(environment, 'GITHUB_REPOSITORY'),
    number: numberIn(textIn(event, 'pull_request', 'number')),
    head: head === '' ? undefined : head,
  };
}
