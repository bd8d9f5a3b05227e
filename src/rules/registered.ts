import { type RegisteredScope, readRegisteredScope } from "../certificates/scope/registered-scope.js";
import { foldedLetters } from "../claims/folded-letters.js";
import type { Lexicon } from "../claims/lexicon.js";
import type { KnownCertificate } from "../contracts/prepared.js";

/** The registered facts that the claims of a listing are held against. */
export interface Registered {
  readonly certificate: KnownCertificate;
  /** Null where the certificate gives no scope. */
  readonly scope: RegisteredScope | null;
  /** Folded letters of everything registered: scope, contraindications, precautions, composition, name. */
  readonly letters: string;
  /** Folded letters of the registered names: product and holder. */
  readonly names: readonly string[];
}

/** Reads the certificates of a listing; those without any wording are left out. */
export function readRegistered(lexicon: Lexicon, certificates: readonly KnownCertificate[]): Registered[] {
  return certificates.flatMap((certificate) => {
    const scope = certificate.scope ? readRegisteredScope(lexicon, certificate.scope) : null;
    const letters = [
      certificate.scope,
      certificate.contraindications,
      certificate.precautions,
      certificate.composition,
      certificate.models,
      certificate.productName,
    ]
      .map((text) => foldedLetters(text ?? ""))
      .join("\n");
    const names = [certificate.productName, certificate.holder].map((name) => foldedLetters(name ?? ""));
    return letters.trim() === "" ? [] : [{ certificate, scope, letters, names: names.filter((name) => name !== "") }];
  });
}
