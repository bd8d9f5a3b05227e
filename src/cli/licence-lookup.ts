import type { LicenceLookup } from "../prepare/join-licences.js";
import type { CheckRegistry } from "./services.js";

/** How preparing asks a registry for licences; undefined where there is none, or it knows no licences. */
export function licenceLookup(registry: CheckRegistry | null): LicenceLookup | undefined {
  const { licences, licenceSources } = registry ?? {};
  if (registry === null || licences === undefined || licenceSources === undefined) return undefined;
  return { sources: licenceSources, find: (query) => licences.call(registry, query) };
}
