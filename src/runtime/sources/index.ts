export { createGitSource, projectOfRemote, type GitPlace, type GitSourceOptions } from './git/git-source.ts';
export { createFolderSource, type FolderSourceOptions } from './folder/folder-source.ts';
export { findTip } from './git/find-tip.ts';
export type { GitRemote } from './git/remote-git.ts';
