import { describe, expect, test } from 'vitest';
import { withoutCredentials } from './read-jdbc-url.ts';

describe('a user and a password in an address', () => {
  test.each([
    ['jdbc:mysql://root:a@b@h:3306/db', 'jdbc:mysql://h:3306/db', 'root', 'a@b'],
    ['jdbc:mysql://root:a/b@h:3306/db?x=1', 'jdbc:mysql://h:3306/db?x=1', 'root', 'a/b'],
    ['jdbc:mysql://root@h/db', 'jdbc:mysql://h/db', 'root', undefined],
    ['jdbc:oracle:thin:scott/ti/g@er@h:1521:orcl', 'jdbc:oracle:thin:@h:1521:orcl', 'scott', 'ti/g@er'],
    ['jdbc:oracle:thin:scott/tiger@//h:1521/svc', 'jdbc:oracle:thin:@//h:1521/svc', 'scott', 'tiger'],
    ['mongodb://u:p@h1:1,h2:2/db', 'mongodb://h1:1,h2:2/db', 'u', 'p'],
    ['jdbc:mysql://h:3306/db?user=u&password=p&useSSL=false', 'jdbc:mysql://h:3306/db?useSSL=false', 'u', 'p'],
  ])('%s', (text, url, username, password) => {
    expect(withoutCredentials(text)).toEqual({ url, username, ...(password === undefined ? {} : { password }) });
  });

  test.each(['jdbc:mysql://h:3306/a@b', 'jdbc:oracle:thin:@h:1521:orcl', 'jdbc:oracle:thin:@//h:1521/svc'])(
    '%s has none',
    (text) => expect(withoutCredentials(text)).toEqual({ url: text }),
  );
});
