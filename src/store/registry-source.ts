import type { Kind } from "../contracts/listing.js";

/** What a source covers and how far it can be trusted. */
export interface RegistrySource {
  readonly source: string;
  /** `YYYY-MM-DD`: the day on which the source was true. */
  readonly asOf: string;
  readonly complete: boolean;
  readonly kinds: readonly Kind[];
}
