/** A number of bytes for people: `412 B`, `3.2 KB`, `20 MB`. */
export function formatSize(bytes: number): string {
  let value = bytes;
  for (const unit of ['B', 'KB', 'MB']) {
    if (value < 999.5) {
      return format(value, unit);
    }
    value /= 1000;
  }
  return format(value, 'GB');
}

function format(value: number, unit: string): string {
  const isShort = value < 9.95 && unit !== 'B';
  return `${value.toFixed(isShort ? 1 : 0)}\u00a0${unit}`;
}
