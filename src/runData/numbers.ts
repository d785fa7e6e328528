/** A metric for people: four digits that count, `53.12`, `0.0123`, `1.2e+9`. */
export function formatMetric(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) {
    return Math.abs(value) < 1e6 ? String(value) : value.toPrecision(4);
  }
  const size = Math.abs(value);
  const text = value.toPrecision(4);
  return size >= 1e-4 && size < 1e6 ? String(Number(text)) : text;
}
