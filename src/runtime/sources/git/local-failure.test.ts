import { describe, expect, it } from 'vitest';
import { localFailure } from './local-failure.ts';
import { remoteFailure } from './remote-failure.ts';

/** As git 2.39 to 2.47 say it. */
const SAID = [
  ['DISK_FULL', 'error: unable to write file pipelines/a.yaml'],
  ['DISK_FULL', "fatal: cannot create directory at 'pipelines': No space left on device"],
  ['DISK_FULL', 'fatal: write error: No space left on device\nfatal: fetch-pack: invalid index-pack output'],
  ['SOURCE_UNREADABLE', 'error: insufficient permission for adding an object to repository database .git/objects'],
  ['SOURCE_UNREADABLE', "fatal: Unable to create '/var/lib/sluice/git/0/half-a/.git/index.lock': Permission denied"],
  ['SOURCE_UNREADABLE', "error: cannot open '.git/FETCH_HEAD': Permission denied"],
  ['SOURCE_UNREADABLE', 'fatal: cannot mkdir .git: Read-only file system'],
] as const;

describe('localFailure', () => {
  it.each(SAID)('says %s of what this machine refuses, also in the middle of a fetch: %s', (code, stderr) => {
    const output = { code: 128, stdout: Buffer.alloc(0), stderr };
    for (const told of [localFailure(output), remoteFailure(output)]) {
      expect(told).toMatchObject({ code, retryable: true, help: /SLUICE_STATE_DIR/ });
    }
  });

  it('leaves to the remote what the remote refuses', () => {
    const stderr = 'git@example.com: Permission denied (publickey).\nfatal: Could not read from remote repository.';
    expect(remoteFailure({ code: 128, stdout: Buffer.alloc(0), stderr })).toMatchObject({ code: 'SOURCE_DENIED' });
  });
});
