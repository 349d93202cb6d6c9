import { numberIn, valueOf, type DetectedPull, type Environment } from './detected-pull.ts';

/**
 * GitLab CI: variables of merge request pipelines (docs.gitlab.com, "Predefined variables"). In a pipeline for merged
 * results CI_COMMIT_SHA is the merge, and the branch's own commit is CI_MERGE_REQUEST_SOURCE_BRANCH_SHA.
 */
export function detectGitlab(environment: Environment): DetectedPull | undefined {
  if (valueOf(environment, 'GITLAB_CI') === undefined) return undefined;
  return {
    forge: 'gitlab',
    api: valueOf(environment, 'CI_API_V4_URL'),
    repository: valueOf(environment, 'CI_MERGE_REQUEST_PROJECT_ID') ?? valueOf(environment, 'CI_PROJECT_ID'),
    number: numberIn(valueOf(environment, 'CI_MERGE_REQUEST_IID')),
    head: valueOf(environment, 'CI_MERGE_REQUEST_SOURCE_BRANCH_SHA') ?? valueOf(environment, 'CI_COMMIT_SHA'),
  };
}
