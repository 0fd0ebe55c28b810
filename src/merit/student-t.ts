/**
 * Quantiles of Student's t: how many standard errors an interval reaches to either side.
 *
 * The distribution function is a regularised incomplete beta function, by its continued fraction (W. H. Press et al., *Numerical
 * Recipes*, §6.4; modified Lentz); the quantile is found by bisection on it. Relative error below 10⁻⁹.
 */

/** t with P(−t ≤ T ≤ t) = `confidence` (0 < confidence < 1) and `freedom` > 0 degrees of freedom. */
export function twoSidedT(confidence: number, freedom: number): number {
  const outside = 1 - confidence;
  let [low, high] = [0, 1];
  while (tails(high, freedom) > outside && high < 1e12) high *= 2;
  for (let k = 0; k < 200 && high - low > 1e-12 * high; k++) {
    const middle = (low + high) / 2;
    if (tails(middle, freedom) > outside) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(|T| > t). */
function tails(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const safe = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return h;
}

/** ln Γ(x), x > 0: Stirling's series after the argument is raised above 10. */
function logGamma(x: number): number {
  let [value, shift] = [x, 0];
  while (value < 10) shift += Math.log(value++);
  const square = 1 / (value * value);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / value;
  return (value - 0.5) * Math.log(value) - value + Math.log(2 * Math.PI) / 2 + series - shift;
}
