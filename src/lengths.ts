const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400
};

const BYTES: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40
};

const NAMES = ['TiB', 'GiB', 'MiB', 'KiB', 'TB', 'GB', 'MB', 'KB'] as const;

/**
 * Read a length of time: `90`, `90s`, `15 m`, `2h 30m`, `1d`.
 *
 * @returns Seconds; null where it is none.
 */
export function readSeconds(text: string): number | null {
  const compact = text.toLowerCase().replace(/\s+/g, '');
  if (/^\d+(\.\d+)?$/.test(compact)) {
    return Number(compact);
  }
  if (!/^(\d+(\.\d+)?[smhd])+$/.test(compact)) {
    return null;
  }
  let seconds = 0;
  for (const [, count, unit] of compact.matchAll(/([\d.]+)([smhd])/g)) {
    seconds += Number(count) * (SECONDS[unit ?? 's'] ?? 1);
  }
  return seconds;
}

/** A length of time as `readSeconds` reads it: `2h 30m`. */
export function writeSeconds(seconds: number): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const unit of ['d', 'h', 'm']) {
    const size = SECONDS[unit] ?? 1;
    const count = Math.floor(rest / size);
    if (count > 0) {
      parts.push(`${count}${unit}`);
      rest -= count * size;
    }
  }
  if (rest > 0 || parts.length === 0) {
    parts.push(`${Number(rest.toFixed(3))}s`);
  }
  return parts.join(' ');
}

/**
 * Read an amount of memory: `4GB`, `512 MiB`, `1000000`.
 *
 * @returns Bytes; null where it is none.
 */
export function readBytes(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)([kmgt]?i?b)?$/.exec(
    text.toLowerCase().replace(/\s+/g, '')
  );
  const factor = match && BYTES[match[2] ?? 'b'];
  return factor ? Math.round(Number(match[1]) * factor) : null;
}

/** An amount of memory as `readBytes` reads it, exactly. */
export function writeBytes(bytes: number): string {
  for (const name of NAMES) {
    const count = bytes / (BYTES[name.toLowerCase()] ?? 1);
    if (count >= 1 && Number.isInteger(count * 10)) {
      return `${count} ${name}`;
    }
  }
  return `${bytes} B`;
}
