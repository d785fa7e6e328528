/** A metric's value for people: at most five digits that count. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) {
    return String(value);
  }
  const rounded = Number(value.toPrecision(5));
  const size = Math.abs(rounded);
  return size !== 0 && (size < 1e-4 || size >= 1e7)
    ? rounded.toExponential()
    : String(rounded);
}
