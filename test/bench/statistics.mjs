// Medians, quantiles and exponents of growth: what the benchmarks make of their measurements.

/** @param {readonly number[]} values - at least one */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * The value below which a share of the values lies, with straight lines between neighbours.
 *
 * @param {readonly number[]} values - at least one, in any order
 * @param {number} share - from 0 to 1
 */
export function quantile(values, share) {
  if (values.length === 0) throw new RangeError('there is no quantile of no values');
  const sorted = Float64Array.from(values).sort();
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/**
 * The exponent of growth: the slope of the least-squares line through the points on logarithmic scales. 0 is flat, 1 linear, 2 quadratic.
 *
 * @param {readonly { size: number, cost: number }[]} points - at least two sizes; sizes and costs above zero
 */
export function growthExponent(points) {
  const x = points.map(({ size }) => Math.log(size));
  const y = points.map(({ cost }) => Math.log(cost));
  const meanX = mean(x);
  const meanY = mean(y);
  const spread = sum(x.map((value) => (value - meanX) ** 2));
  if (!(spread > 0)) throw new RangeError('an exponent needs at least two sizes');
  return sum(x.map((value, index) => (value - meanX) * (y[index] - meanY))) / spread;
}

/** @param {readonly number[]} values */
export function mean(values) {
  return sum(values) / values.length;
}

/** @param {readonly number[]} values */
export function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
