import { expect, test } from 'vitest';
import { lastCause, shortCause } from './java-stack.ts';

const STACK = `org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.
\tat org.apache.flink.runtime.webmonitor.handlers.JarRunHandler.lambda$handleRequest$1(JarRunHandler.java:114)
\tat java.base/java.lang.Thread.run(Thread.java:840)
Caused by: org.apache.flink.util.FlinkRuntimeException: Could not execute application.
\t... 2 more
Caused by: org.apache.calcite.sql.validate.SqlValidatorException: Object 'nosuch' not found
\tat java.base/jdk.internal.reflect.NativeConstructorAccessorImpl.newInstance0(Native Method)
\t... 22 more
`;

test('lastCause gives the innermost cause with its class', () => {
  expect(lastCause(STACK)).toBe("org.apache.calcite.sql.validate.SqlValidatorException: Object 'nosuch' not found");
});

test('lastCause joins a message of several lines and stops at the stack', () => {
  const stack = 'a.B: x\nCaused by: c.D: first\n\nsecond\n\tat e.f(G.java:1)';
  expect(lastCause(stack)).toBe('c.D: first');
  expect(lastCause("Caused by: c.D: Table options are:\n'connector'='jdbc'\n\tat e.f(G.java:1)")).toBe(
    "c.D: Table options are: 'connector'='jdbc'",
  );
});

test('lastCause gives the first line where no cause is named, and nothing for nothing', () => {
  expect(lastCause('java.lang.NullPointerException\n\tat a.b(C.java:1)')).toBe('java.lang.NullPointerException');
  expect(lastCause('')).toBe('');
});

test('shortCause drops the package', () => {
  expect(shortCause(STACK)).toBe("SqlValidatorException: Object 'nosuch' not found");
  expect(shortCause('something else')).toBe('something else');
});
