import { numberIn, valueOf, type DetectedPull, type Environment } from './detected-pull.ts';

/**
 * Gitee Go: its own parameters (help.gitee.com, "参数设置"). GITEE_REPO is the name alone, without its owner, so the
 * repository is to be named where it holds no `/`.
 */
export function detectGitee(environment: Environment): DetectedPull | undefined {
  if (valueOf(environment, 'GITEE_PIPELINE_NAME') === undefined) return undefined;
  const repository = valueOf(environment, 'GITEE_REPO');
  return {
    forge: 'gitee',
    repository: repository?.includes('/') === true ? repository : undefined,
    number: numberIn(valueOf(environment, 'GITEE_PULL_ID')),
    head: valueOf(environment, 'GITEE_SOURCE_COMMIT'),
  };
}
