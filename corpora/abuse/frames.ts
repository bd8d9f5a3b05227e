import type { Listing } from "../../src/contracts/listing.js";
import { type Case, toListing } from "../quality/case.js";

/** A claim put into words that an exemption looks for. `[start, end)` is the claim. */
export interface Abuse {
  readonly exemption: string;
  readonly item: Case;
  /** The claim in the text; the name of a drug in the title. */
  readonly listing: Listing;
  readonly start: number;
  readonly end: number;
}

interface FrameRow {
  readonly exemption: string;
  readonly frames: readonly string[];
  /** Names of drugs that may not be sold, where the exemption is one from the name; otherwise the claims of all. */
  readonly drugs?: readonly string[];
}

interface ClaimRow {
  readonly kind: string;
  readonly product: string;
  readonly text: string;
}

/** Every claim in every frame: `{}` of a frame is where the claim goes. */
export function abusesIn(frames: string, claims: string): Abuse[] {
  const sold = rowsOf<ClaimRow>(claims);
  return rowsOf<FrameRow>(frames).flatMap(({ exemption, frames: own, drugs }) =>
    own.flatMap((frame, n) =>
      (drugs?.map((text): ClaimRow => ({ kind: "drug", product: text, text })) ?? sold).map((claim): Abuse => {
        const start = frame.indexOf("{}");
        const text = frame.replace("{}", claim.text);
        const item: Case = {
          ...claim,
          id: `${exemption}-${n}`,
          text,
          product_kind: claim.kind,
          cert_scope: null,
          expected_rules: [],
          key_spans: [claim.text],
          file: "",
        };
        const listing = toListing(item);
        const { text: _, ...named } = { ...listing, title: text };
        return {
          exemption,
          item,
          listing: drugs === undefined ? listing : named,
          start,
          end: start + claim.text.length,
        };
      }),
    ),
  );
}

function rowsOf<T>(text: string): T[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);
}
