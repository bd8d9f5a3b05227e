import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Kind, Listing } from "../../src/contracts/listing.js";

/** One labelled text; clean where no rule is expected. */
export interface Case {
  readonly id: string;
  readonly text: string;
  readonly product_kind?: string;
  readonly product?: string | null;
  readonly cert_scope?: string | null;
  readonly expected_rules: readonly string[];
  readonly key_spans: readonly string[];
  readonly trap?: string;
  readonly exemption?: string;
  readonly half?: "dev" | "held";
  readonly file: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  device: "device",
  drug: "drug",
  health_food: "health-food",
  cosmetic: "cosmetic",
};

/** All cases of the `.jsonl` files of a folder (recursively), in a fixed order. */
export function readCases(folder: string): Case[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".jsonl"))
    .sort();
  return files.flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => ({ ...(JSON.parse(line) as Case), file }))
      .filter((item) => Array.isArray(item.expected_rules)),
  );
}

/** The fragment as a listing: no context, the scope as an inline certificate. */
export function toListing(item: Case): Listing {
  const certificate =
    item.cert_scope == null ? [] : [{ productName: item.product ?? undefined, scope: item.cert_scope }];
  return {
    id: item.id,
    kind: KINDS[item.product_kind ?? ""] ?? "other",
    text: item.text,
    ...(certificate.length > 0 ? { certificates: certificate } : {}),
  };
}
