package standin;

/** The real reader and writer sleep at their end, also of a job that is cancelled, so that a reporter can push. */
final class StandInSleep {
  static void atEnd(long millis) {
    long until = System.currentTimeMillis() + millis;
    while (System.currentTimeMillis() < until) {
      try {
        Thread.sleep(Math.max(1, until - System.currentTimeMillis()));
      } catch (InterruptedException cancelled) {
        // As the real one: a cancellation does not cut it short.
      }
    }
  }
}
