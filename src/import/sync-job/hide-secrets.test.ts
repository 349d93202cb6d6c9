import { describe, expect, it } from 'vitest';
import { hideSecrets, holdsSecret } from './hide-secrets.ts';

describe('hideSecrets', () => {
  it.each([
    [{ password: 'p4ss', nested: [{ secretKey: 's' }] }],
    [{ url: 'jdbc:mysql://sync:p4ss@a/b' }],
    [{ url: 'jdbc:mysql://a/b?user=x&password=p4ss' }],
    [{ 'sasl.jaas.config': 'PlainLoginModule required username="u" password="p4ss";' }],
    [{ header: [{ name: 'Authorization', value: 'Bearer p4ss' }] }],
    [{ header: { Cookie: 'sid=p4ss' } }],
    [{ passwords: ['p4ss'] }],
    [{ pwd: 4711, accessToken: 'p4ss' }],
  ])('shows no secret of %j', (value) => {
    expect(JSON.stringify(hideSecrets(value))).not.toMatch(/p4ss|4711|"s"/);
  });

  it('shows what is none', () => {
    const value = { username: 'sync', url: 'jdbc:mysql://a:3306/b?useSSL=false', batchSize: 1024, where: 'id > 2' };
    expect(hideSecrets(value)).toEqual(value);
    expect(hideSecrets({ password: '${secret:env/ERP_PASSWORD}' })).toEqual({ password: '${secret:env/ERP_PASSWORD}' });
  });
});

describe('holdsSecret', () => {
  it('tells a literal from a reference', () => {
    expect(holdsSecret('user=a password="p4ss"')).toBe(true);
    expect(holdsSecret('user=a password="${secret:env/P}"')).toBe(false);
    expect(holdsSecret('id > 2')).toBe(false);
  });
});
