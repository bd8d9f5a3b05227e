type Fields = Readonly<Record<string, string>>;

/**
 * Whether a page that did not change must be judged again because what it is compared with did: another capture lies
 * before it now, or its sale was stopped meanwhile. Pure.
 *
 * @param then what it was compared with when it was judged
 * @param now fields of the capture that is the last one now
 */
export function isComparisonStale(then: Fields | null, now: Fields | null): boolean {
  if (now === null) return false;
  if ((then?.["~stopped"] ?? null) !== (now["~stopped"] ?? null)) return true;
  if (then === null) return false;
  const names = new Set([...Object.keys(then), ...Object.keys(now)]);
  for (const name of names) if (!name.startsWith("~") && then[name] !== now[name]) return true;
  return false;
}
