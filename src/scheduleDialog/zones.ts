/** The time zone of this machine. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** Names of time zones, the machine's own first. */
export function timeZones(): string[] {
  return [
    ...new Set([ownZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])
  ];
}
