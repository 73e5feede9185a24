/**
 * The probability that two samples as far apart as these come from one distribution: the two-sample
 * Kolmogorov-Smirnov test, by its asymptotic series.
 */
export function kolmogorovSmirnov(one: readonly number[], two: readonly number[]): number {
  const share = (sample: readonly number[], at: number) =>
    sample.filter((value) => value <= at).length / sample.length;
  const distance = Math.max(...[...one, ...two].map((at) => Math.abs(share(one, at) - share(two, at))));
  const size = Math.sqrt((one.length * two.length) / (one.length + two.length));
  const lambda = (size + 0.12 + 0.11 / size) * distance;
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, sum));
}
