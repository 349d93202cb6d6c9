import { describe, expect, it } from 'vitest';
import { fileError } from './file-errors.ts';

describe('fileError', () => {
  const cases = [
    ['ENOSPC', 'write', 'DISK_FULL', 'no space is left to write a.csv; nothing of it was kept'],
    ['EDQUOT', 'write', 'DISK_FULL', 'no space is left to write a.csv; nothing of it was kept'],
    ['EACCES', 'write', 'JOB_FAILED', 'cannot write a.csv: permission denied'],
    ['EROFS', 'write', 'JOB_FAILED', 'cannot write a.csv: the file system is read-only'],
    ['EISDIR', 'read', 'FILE_UNREADABLE', 'cannot read a.csv: it is a folder'],
  ] as const;
  it.each(cases)('says what %s means', (code, doing, expected, message) => {
    const error = fileError(Object.assign(new Error('x'), { code }), 'a.csv', doing);
    expect(error).toMatchObject({ code: expected, message, retryable: false });
  });
});
