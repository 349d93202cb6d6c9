import type { Forge } from './forge.ts';
import type { ForgeAddress } from './forge-address.ts';
import { createGiteeForge } from './gitee/gitee-forge.ts';
import { createGithubForge } from './github/github-forge.ts';
import { createGitlabForge } from './gitlab/gitlab-forge.ts';

/** Forges that plans are published to, and where their APIs are unless one runs its own. */
export const FORGE_APIS = {
  github: 'https://api.github.com',
  gitlab: 'https://gitlab.com/api/v4',
  gitee: 'https://gitee.com/api/v5',
} as const;

/** One of them. */
export type ForgeKind = keyof typeof FORGE_APIS;

/** Speaks to one pull request of a forge; nothing is sent before it is asked something. */
export function createForge(kind: ForgeKind, address: ForgeAddress): Forge {
  switch (kind) {
    case 'github':
      return createGithubForge(address);
    case 'gitlab':
      return createGitlabForge(address);
    case 'gitee':
      return createGiteeForge(address);
  }
}
