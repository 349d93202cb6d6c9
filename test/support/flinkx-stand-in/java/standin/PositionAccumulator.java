package standin;

import java.math.BigInteger;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

/** The greatest position seen; where none was, the number that the real ones give. */
public final class PositionAccumulator implements SimpleAccumulator<BigInteger> {
  private BigInteger max = BigInteger.valueOf(Integer.MIN_VALUE);

  @Override
  public void add(BigInteger value) {
    max = max.max(value);
  }

  @Override
  public BigInteger getLocalValue() {
    return max;
  }

  @Override
  public void resetLocal() {
    max = BigInteger.valueOf(Integer.MIN_VALUE);
  }

  @Override
  public void merge(Accumulator<BigInteger, BigInteger> other) {
    max = max.max(other.getLocalValue());
  }

  @Override
  public Accumulator<BigInteger, BigInteger> clone() {
    PositionAccumulator copy = new PositionAccumulator();
    copy.max = max;
    return copy;
  }
}
