/**
 * JSON with keys in order and nothing optional, so that equal values have equal bytes. `undefined` members are left out.
 *
 * @example
 * canonicalJson({ b: 1, a: undefined }); // → '{"b":1}'
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
