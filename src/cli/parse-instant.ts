const pattern = /^(\d{4}-\d\d-\d\d)(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d))?$/;

/** A date of ISO 8601, which is all of that day in UTC, or one with a time and a zone. Null for anything else. */
export function parseInstant(text: string): Date | null {
  const [, day, time] = pattern.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return null;
  return new Date(time === undefined ? `${day}T23:59:59Z` : text);
}

/** No 30th of February, which Date takes for the 2nd of March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
