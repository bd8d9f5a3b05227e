/** A text as a row: places of its grams, and their values, of length one together. */
export interface Row {
  readonly at: readonly number[];
  readonly values: readonly number[];
}

const MEMORY = 8;

/**
 * Logistic regression with an L2 penalty, by L-BFGS from zero: the same rows give the same weights.
 *
 * @param strength how much the rows weigh against the penalty (C of the usual notation)
 * @returns weights by place, the bias last
 */
export function regress(
  rows: readonly Row[],
  labels: readonly boolean[],
  importance: readonly number[],
  places: number,
  strength: number,
): Float64Array {
  const size = places + 1;
  const weights = new Float64Array(size);
  const lossAt = (point: Float64Array, gradient: Float64Array): number => {
    let loss = 0;
    for (let i = 0; i < places; i++) {
      const value = point[i] as number;
      loss += 0.5 * value * value;
      gradient[i] = value;
    }
    gradient[places] = 0;
    for (const [n, { at, values }] of rows.entries()) {
      let margin = point[places] as number;
      for (let k = 0; k < at.length; k++) margin += (point[at[k] as number] as number) * (values[k] as number);
      const sign = labels[n] ? 1 : -1;
      const share = strength * (importance[n] as number);
      loss += share * softplus(-sign * margin);
      const slope = (-sign * share) / (1 + Math.exp(sign * margin));
      for (let k = 0; k < at.length; k++)
        gradient[at[k] as number] = (gradient[at[k] as number] as number) + slope * (values[k] as number);
      gradient[places] = (gradient[places] as number) + slope;
    }
    return loss;
  };
  const history: { step: Float64Array; change: Float64Array; scale: number }[] = [];
  let gradient = new Float64Array(size);
  let loss = lossAt(weights, gradient);
  for (let round = 0; round < 200; round++) {
    const direction = descend(gradient, history);
    const slope = dot(direction, gradient);
    if (slope > -1e-6) break;
    let pace = round === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    const next = new Float64Array(size);
    const ahead = new Float64Array(size);
    let lower = loss;
    for (let tries = 0; tries < 30; tries++, pace /= 2) {
      for (let i = 0; i < size; i++) next[i] = (weights[i] as number) + pace * (direction[i] as number);
      lower = lossAt(next, ahead);
      if (lower <= loss + 1e-4 * pace * slope) break;
    }
    const step = next.map((value, i) => value - (weights[i] as number));
    const change = ahead.map((value, i) => value - (gradient[i] as number));
    const curvature = dot(step, change);
    if (curvature > 1e-12) history.push({ step, change, scale: 1 / curvature });
    if (history.length > MEMORY) history.shift();
    weights.set(next);
    gradient = ahead;
    const gain = loss - lower;
    loss = lower;
    if (gain < 1e-7 * loss) break;
  }
  return weights;
}

function descend(
  gradient: Float64Array,
  history: readonly { step: Float64Array; change: Float64Array; scale: number }[],
): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares: number[] = [];
  for (let i = history.length - 1; i >= 0; i--) {
    const { step, change, scale } = history[i] as (typeof history)[number];
    const share = scale * dot(step, direction);
    shares[i] = share;
    for (let k = 0; k < direction.length; k++) direction[k] = (direction[k] as number) - share * (change[k] as number);
  }
  const last = history[history.length - 1];
  if (last !== undefined) {
    const scale = 1 / (last.scale * dot(last.change, last.change));
    for (let k = 0; k < direction.length; k++) direction[k] = (direction[k] as number) * scale;
  }
  for (const [i, { step, change, scale }] of history.entries()) {
    const back = (shares[i] as number) - scale * dot(change, direction);
    for (let k = 0; k < direction.length; k++) direction[k] = (direction[k] as number) + back * (step[k] as number);
  }
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function softplus(value: number): number {
  return value > 30 ? value : Math.log1p(Math.exp(value));
}
